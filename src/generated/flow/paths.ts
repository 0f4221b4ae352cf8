// Generated from specs/flow/openapi.yaml and specs/flow/overlay.yaml. Do not edit: run `npm run generate`.

export interface paths {
  "/api-keys": { get: operations["list_user_api_keys_api_keys_get"]; post: operations["create_api_key_for_user_api_keys_post"] };
  "/api-keys/{key_id}": { put: operations["update_api_key_details_api_keys__key_id__put"]; delete: operations["revoke_api_key_api_keys__key_id__delete"] };
  "/auth/sdk/login": { post: operations["sdk_login_auth_sdk_login_post"] };
  "/users/me": { get: operations["read_users_me_users_me_get"] };
}
export interface components {
  schemas: {
    /** What to know about the key before it is issued. camelCase. */
    APIKeyCreate: {
      /** What people will call the key. */ keyName: string;
    };
    /** The new key and, once, its secret. camelCase as published; the SDK reads each field as snake_case. */
    APIKeyCreateResponse: {
      /** Id of the key, safe to log. The same in both spellings. */ id: string;
      /** What people call the key. Also on record as `key_name`. */ keyName: string;
      /** What the secret starts with, for display. Also on record as `key_prefix`. */ keyPrefix: string;
      /** The key itself, shown this once. Keep it now, and never log it. Also on record as `api_key`. */ apiKey: string;
      /** Id of the user who holds the key, which is the caller. Also on record as `user_id`. */ userId: string;
      /** Creation. Also on record as `created_at`. */ createdAt: string;
      /** Last use; null or absent until then. Also on record as `last_used_at`. */ lastUsedAt?: string | null;
    };
    /** A key after an update. snake_case. */
    APIKeyInfo: {
      /** What people call the key; null or absent if it has no name. */ key_name?: string | null;
      /** Id of the key, safe to log. */ id: string;
      /** Id of the user who holds the key. */ user_id: string;
      /** What the secret starts with, for display. */ key_prefix: string;
      /** Creation. */ created_at: string;
      /** Last change. */ updated_at: string;
      /** Last use; null or absent until then. */ last_used_at?: string | null;
      /** False once the key was disabled or revoked, which cannot be told apart. */ is_active: boolean;
    };
    /** What to change. snake_case; leave out what is to stay, since the effect of null is unconfirmed. */
    APIKeyUpdate: {
      /** The new name. */ key_name?: string | null;
      /** False disables the key. True may enable a revoked one again, unconfirmed. */ is_active?: boolean | null;
    };
    /** Why the request was not understood. */
    HTTPValidationError: {
      /** One entry per problem. In other refusals `detail` is no list. */ detail?: components["schemas"]["ValidationError"][];
    };
    /** A session token. */
    JWTToken: {
      /** The token. A credential, so never log it. */ jwt: string;
    };
    /** A key in the list. camelCase, and without prefix, owner, last change and state. */
    ListAPIKeyItem: {
      /** Id of the key, safe to log. */ id: string;
      /** What people call the key. */ keyName: string;
      /** Creation. */ createdAt: string;
      /** Last use; null or absent until then. */ lastUsedAt?: string | null;
    };
    /** One page of keys. camelCase. */
    ListAPIKeysResponse: {
      /** The keys of this page. */ apiKeys: components["schemas"]["ListAPIKeyItem"][];
      /** Where this page stands. */ pagination: components["schemas"]["PaginationInfo"];
    };
    /** Where a page stands in the list. */
    PaginationInfo: {
      /** Keys on all pages together. */ totalCount: number;
      /** Keys per page, as asked for. */ limit: number;
      /** Keys skipped, as asked for. */ offset: number;
    };
    /** The calling user. snake_case. Only the id and the times are sure to be there. */
    UserRead: {
      /** Id of the user at Flow. */ id: string;
      /** The address the account is under. */ email?: string | null;
      /** First name. */ first_name?: string | null;
      /** Last name. */ last_name?: string | null;
      /** The name to sign in with. */ username?: string | null;
      /** Where the user's picture is. */ image_url?: string | null;
      /** Id of the user's organization. */ org_id?: string | null;
      /** False if the account is switched off. */ is_active?: boolean;
      /** Id of the same user at Clerk. */ clerk_id?: string | null;
      /** Creation. */ created_at: string;
      /** Last change. */ updated_at: string;
    };
    /** One problem of a request. */
    ValidationError: {
      /** Where it is, outermost first; a number is a place in a list. */ loc: (string | number)[];
      /** The problem for people. */ msg: string;
      /** The problem for programs. */ type: string;
    };
  };
  responses: {
    /** Any other refusal. The vendor types none of them. */
    Error: {
      content: {
        "application/json": {
          /** Mostly a sentence, as is the custom of the vendor's framework. Unconfirmed. */ detail?: unknown;
        };
      };
    };
  };
}
export interface operations {
  list_user_api_keys_api_keys_get: {
    parameters: {
      query?: {
        /** Keys per page, 10 by default. The maximum is not known. */ limit?: number;
        /** How many keys to skip. */ offset?: number;
      };
    };
    responses: {
      200: { content: { "application/json": components["schemas"]["ListAPIKeysResponse"] } };
      422: { content: { "application/json": components["schemas"]["HTTPValidationError"] } };
      "4XX": components["responses"]["Error"];
    };
  };
  create_api_key_for_user_api_keys_post: {
    requestBody: { content: { "application/json": components["schemas"]["APIKeyCreate"] } };
    responses: {
      201: { content: { "application/json": components["schemas"]["APIKeyCreateResponse"] } };
      422: { content: { "application/json": components["schemas"]["HTTPValidationError"] } };
      "4XX": components["responses"]["Error"];
    };
  };
  update_api_key_details_api_keys__key_id__put: {
    parameters: {
      path: {
        /** Id of the key. */ key_id: string;
      };
    };
    requestBody: { content: { "application/json": components["schemas"]["APIKeyUpdate"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["APIKeyInfo"] } };
      422: { content: { "application/json": components["schemas"]["HTTPValidationError"] } };
      "4XX": components["responses"]["Error"];
    };
  };
  revoke_api_key_api_keys__key_id__delete: {
    parameters: {
      path: {
        /** Id of the key. */ key_id: string;
      };
    };
    responses: {
      204: {};
      422: { content: { "application/json": components["schemas"]["HTTPValidationError"] } };
      "4XX": components["responses"]["Error"];
    };
  };
  sdk_login_auth_sdk_login_post: {
    responses: {
      200: { content: { "application/json": components["schemas"]["JWTToken"] } };
      "4XX": components["responses"]["Error"];
    };
  };
  read_users_me_users_me_get: {
    responses: {
      200: { content: { "application/json": components["schemas"]["UserRead"] } };
      "4XX": components["responses"]["Error"];
    };
  };
}
