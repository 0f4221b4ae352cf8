// Generated from specs/workos/openapi.yaml and specs/workos/overlay.yaml. Do not edit: run `npm run generate`.

export interface paths {
  "/api_keys/validations": { post: operations["ApiKeysController_validateApiKey"] };
  "/api_keys/{id}": { delete: operations["ApiKeysController_delete"] };
  "/api_keys/{id}/expire": { post: operations["ApiKeysController_expire"] };
  "/organizations/{organizationId}/api_keys": {
    get: operations["OrganizationApiKeysController_list"];
    post: operations["OrganizationApiKeysController_create"];
  };
  "/user_management/users/{userId}/api_keys": { get: operations["UserApiKeysController_list"]; post: operations["UserApiKeysController_create"] };
}
export interface components {
  schemas: {
    ApiKey: {
      /** Distinguishes the API Key object. */ object: "api_key";
      /** Unique identifier of the API Key. */ id: string;
      /** The entity that owns the API Key. */
      owner: {
        /** The type of the API Key owner. */ type: "organization";
        /** Unique identifier of the API Key owner. */ id: string;
      } | {
        /** The type of the API Key owner. */ type: "user";
        /** Unique identifier of the API Key owner. */ id: string;
        /** Unique identifier of the organization the API Key can access. */ organization_id: string;
      };
      /** A descriptive name for the API Key. */ name: string;
      /** An obfuscated representation of the API Key value. */ obfuscated_value: string;
      /** Timestamp of when the API Key was last used. */ last_used_at: string | null;
      /** Timestamp when the API Key expires. Null means the key does not expire. */ expires_at: string | null;
      /** The permission slugs assigned to the API Key. */ permissions: string[];
      /** An ISO 8601 timestamp. */ created_at: string;
      /** An ISO 8601 timestamp. */ updated_at: string;
    };
    ApiKeyValidationResponse: {
      api_key: components["schemas"]["ApiKey"] | null;
      /** The ID of the agent registration this API Key was issued for. Present only when the API Key is assigned to an agent registration. */
      agent_registration_id?: string;
    };
    CreateOrganizationApiKeyDto: {
      /** The name for the API key. */ name: string;
      /** The permission slugs to assign to the API key. */ permissions?: string[];
      /** The timestamp when the API key should expire. Must be a future timestamp. If omitted, the key does not expire. */ expires_at?: string;
    };
    CreateUserApiKeyDto: {
      /** A descriptive name for the API key. */ name: string;
      /** The ID of the organization the user API key is associated with. The user must have an active membership in this organization. */
      organization_id: string;
      /** The permission slugs to assign to the API key. Each permission must be enabled for user API keys. */ permissions?: string[];
      /** The timestamp when the API key should expire. Must be a future timestamp. If omitted, the key does not expire. */ expires_at?: string;
    };
    ExpireApiKeyDto: {
      /** When the API key should expire. If omitted or in the past, the key expires immediately. Use null to clear a scheduled future expiration. */
      expires_at?: string | null;
    };
    OrganizationApiKey: {
      /** Distinguishes the API Key object. */ object: "api_key";
      /** Unique identifier of the API Key. */ id: string;
      /** The entity that owns the API Key. */
      owner: {
        /** The type of the API Key owner. */ type: "organization";
        /** Unique identifier of the API Key owner. */ id: string;
      };
      /** A descriptive name for the API Key. */ name: string;
      /** An obfuscated representation of the API Key value. */ obfuscated_value: string;
      /** Timestamp of when the API Key was last used. */ last_used_at: string | null;
      /** Timestamp when the API Key expires. Null means the key does not expire. */ expires_at: string | null;
      /** The permission slugs assigned to the API Key. */ permissions: string[];
      /** An ISO 8601 timestamp. */ created_at: string;
      /** An ISO 8601 timestamp. */ updated_at: string;
    };
    OrganizationApiKeyList: {
      /** Indicates this is a list response. */ object: "list";
      /** The list of records for the current page. */ data: components["schemas"]["OrganizationApiKey"][];
      /** Pagination cursors for navigating between pages of results. */
      list_metadata: {
        /** An object ID that defines your place in the list. When the ID is not present, you are at the start of the list. */ before: string | null;
        /** An object ID that defines your place in the list. When the ID is not present, you are at the end of the list. */ after: string | null;
      };
    };
    OrganizationApiKeyWithValue: {
      /** Distinguishes the API Key object. */ object: "api_key";
      /** Unique identifier of the API Key. */ id: string;
      /** The entity that owns the API Key. */
      owner: {
        /** The type of the API Key owner. */ type: "organization";
        /** Unique identifier of the API Key owner. */ id: string;
      };
      /** A descriptive name for the API Key. */ name: string;
      /** An obfuscated representation of the API Key value. */ obfuscated_value: string;
      /** Timestamp of when the API Key was last used. */ last_used_at: string | null;
      /** Timestamp when the API Key expires. Null means the key does not expire. */ expires_at: string | null;
      /** The permission slugs assigned to the API Key. */ permissions: string[];
      /** An ISO 8601 timestamp. */ created_at: string;
      /** An ISO 8601 timestamp. */ updated_at: string;
      /** The full API Key value. Only returned once at creation time. */ value: string;
    };
    PaginationOrder: "normal" | "desc" | "asc";
    UserApiKey: {
      /** Distinguishes the API Key object. */ object: "api_key";
      /** Unique identifier of the API Key. */ id: string;
      /** The entity that owns the API Key. */
      owner: {
        /** The type of the API Key owner. */ type: "user";
        /** Unique identifier of the API Key owner. */ id: string;
        /** Unique identifier of the organization the API Key can access. */ organization_id: string;
      };
      /** A descriptive name for the API Key. */ name: string;
      /** An obfuscated representation of the API Key value. */ obfuscated_value: string;
      /** Timestamp of when the API Key was last used. */ last_used_at: string | null;
      /** Timestamp when the API Key expires. Null means the key does not expire. */ expires_at: string | null;
      /** The permission slugs assigned to the API Key. */ permissions: string[];
      /** An ISO 8601 timestamp. */ created_at: string;
      /** An ISO 8601 timestamp. */ updated_at: string;
    };
    UserApiKeyList: {
      /** Indicates this is a list response. */ object: "list";
      /** The list of records for the current page. */ data: components["schemas"]["UserApiKey"][];
      /** Pagination cursors for navigating between pages of results. */
      list_metadata: {
        /** An object ID that defines your place in the list. When the ID is not present, you are at the start of the list. */ before: string | null;
        /** An object ID that defines your place in the list. When the ID is not present, you are at the end of the list. */ after: string | null;
      };
    };
    UserApiKeyWithValue: {
      /** Distinguishes the API Key object. */ object: "api_key";
      /** Unique identifier of the API Key. */ id: string;
      /** The entity that owns the API Key. */
      owner: {
        /** The type of the API Key owner. */ type: "user";
        /** Unique identifier of the API Key owner. */ id: string;
        /** Unique identifier of the organization the API Key can access. */ organization_id: string;
      };
      /** A descriptive name for the API Key. */ name: string;
      /** An obfuscated representation of the API Key value. */ obfuscated_value: string;
      /** Timestamp of when the API Key was last used. */ last_used_at: string | null;
      /** Timestamp when the API Key expires. Null means the key does not expire. */ expires_at: string | null;
      /** The permission slugs assigned to the API Key. */ permissions: string[];
      /** An ISO 8601 timestamp. */ created_at: string;
      /** An ISO 8601 timestamp. */ updated_at: string;
      /** The full API Key value. Only returned once at creation time. */ value: string;
    };
    ValidateApiKeyDto: {
      /** The value for an API key. */ value: string;
    };
  };
}
export interface operations {
  ApiKeysController_validateApiKey: {
    requestBody: { content: { "application/json": components["schemas"]["ValidateApiKeyDto"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["ApiKeyValidationResponse"] } };
      401: {};
      422: {
        content: {
          "application/json": {
            /** A human-readable description of the error. */ message: string;
          };
        };
      };
    };
  };
  ApiKeysController_delete: {
    parameters: {
      path: {
        /** The unique ID of the API key. */ id: string;
      };
    };
    responses: {
      204: {};
      404: {
        content: {
          "application/json": {
            /** A human-readable description of the error. */ message: string;
          };
        };
      };
    };
  };
  ApiKeysController_expire: {
    parameters: {
      path: {
        /** The unique ID of the API key. */ id: string;
      };
    };
    requestBody?: { content: { "application/json": components["schemas"]["ExpireApiKeyDto"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["ApiKey"] } };
      404: {
        content: {
          "application/json": {
            /** A human-readable description of the error. */ message: string;
          };
        };
      };
      409: {
        content: {
          "application/json": {
            /** The error code identifying the type of error. */ code: "api_key_already_expired";
            /** A human-readable description of the error. */ message: string;
          };
        };
      };
      422: {
        content: {
          "application/json": {
            /** A human-readable description of the error. */ message: string;
          };
        };
      };
    };
  };
  OrganizationApiKeysController_list: {
    parameters: {
      query?: {
        /** An object ID that defines your place in the list. When the ID is not present, you are at the end of the list. */ before?: string;
        /** An object ID that defines your place in the list. When the ID is not present, you are at the end of the list. */ after?: string;
        /** Upper limit on the number of objects to return, between `1` and `100`. */ limit?: number;
        /** Order the results by the creation time. */ order?: components["schemas"]["PaginationOrder"];
      };
      path: {
        /** Unique identifier of the Organization. */ organizationId: string;
      };
    };
    responses: {
      200: { content: { "application/json": components["schemas"]["OrganizationApiKeyList"] } };
      404: {
        content: {
          "application/json": {
            /** A human-readable description of the error. */ message: string;
          };
        };
      };
    };
  };
  OrganizationApiKeysController_create: {
    parameters: {
      path: {
        /** Unique identifier of the Organization. */ organizationId: string;
      };
    };
    requestBody: { content: { "application/json": components["schemas"]["CreateOrganizationApiKeyDto"] } };
    responses: {
      201: { content: { "application/json": components["schemas"]["OrganizationApiKeyWithValue"] } };
      404: {
        content: {
          "application/json": {
            /** A human-readable description of the error. */ message: string;
          };
        };
      };
      422: {
        content: {
          "application/json": {
            /** A human-readable description of the error. */ message: string;
            /** The list of validation errors. */
            errors: {
              /** The validation error code. */ code: string;
              /** The field that failed validation. */ field: string;
            }[];
          };
        };
      };
    };
  };
  UserApiKeysController_list: {
    parameters: {
      query?: {
        /** An object ID that defines your place in the list. When the ID is not present, you are at the end of the list. */ before?: string;
        /** An object ID that defines your place in the list. When the ID is not present, you are at the end of the list. */ after?: string;
        /** Upper limit on the number of objects to return, between `1` and `100`. */ limit?: number;
        /** Order the results by the creation time. */ order?: components["schemas"]["PaginationOrder"];
        /** The ID of the organization to filter user API keys by. When provided, only API keys created against that organization membership are returned. */
        organization_id?: string;
      };
      path: {
        /** Unique identifier of the user. */ userId: string;
      };
    };
    responses: {
      200: { content: { "application/json": components["schemas"]["UserApiKeyList"] } };
      404: {
        content: {
          "application/json": {
            /** A human-readable description of the error. */ message: string;
          };
        };
      };
    };
  };
  UserApiKeysController_create: {
    parameters: {
      path: {
        /** Unique identifier of the user. */ userId: string;
      };
    };
    requestBody: { content: { "application/json": components["schemas"]["CreateUserApiKeyDto"] } };
    responses: {
      201: { content: { "application/json": components["schemas"]["UserApiKeyWithValue"] } };
      400: {
        content: {
          "application/json": {
            /** A human-readable description of the error. */ message: string;
            /** The list of validation errors. */
            errors: {
              /** The validation error code. */ code: string;
              /** The field that failed validation. */ field: string;
            }[];
          };
        };
      };
      404: {
        content: {
          "application/json": {
            /** A human-readable description of the error. */ message: string;
          };
        };
      };
      422: {
        content: {
          "application/json": {
            /** A human-readable description of the error. */ message: string;
          };
        };
      };
    };
  };
}
