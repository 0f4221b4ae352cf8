// Generated from specs/clerk/openapi.yaml and specs/clerk/overlay.yaml. Do not edit: run `npm run generate`.

export interface paths {
  "/api_keys": { get: operations["getApiKeys"]; post: operations["createApiKey"] };
  "/api_keys/{apiKeyID}": { get: operations["getApiKey"]; delete: operations["deleteApiKey"]; patch: operations["updateApiKey"] };
  "/api_keys/{apiKeyID}/secret": { get: operations["getApiKeySecret"] };
  "/api_keys/{apiKeyID}/revoke": { post: operations["revokeApiKey"] };
  "/api_keys/verify": { post: operations["verifyApiKey"] };
}
export interface components {}
export interface operations {
  getApiKeys: {
    parameters: {
      query: {
        /** Only keys of this kind. */ type?: string;
        /** Whose keys to list. */ subject: string;
        /** The word `true` adds revoked and expired keys, which are hidden by default. */ include_invalid?: "true" | "false";
        /** Keys per page, 10 by default and 100 at most. */ limit?: number;
        /** How many keys to skip. */ offset?: number | null;
        /** Text to search for. Which fields it searches is not published. */ query?: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            /** The keys of this page. */
            data: {
              /** Always `api_key`. */ object: "api_key";
              /** Id of the key, safe to log. Secrets start with `ak_` too, so the prefix does not tell them apart. */ id: string;
              /** Kind of key, `api_key` unless the request said otherwise. */ type: string;
              /** Id of the holder. A `scim_` subject is accepted on create yet does not fit this pattern. */ subject: string;
              /** What people call the key, fixed at creation. */ name: string;
              /** Free text about the key; may be missing altogether. */ description?: string | null;
              /** The JSON kept with the key, null if there is none. Not necessarily an object. */ claims: unknown;
              /** What the key may do. Checking it is your task. */ scopes: string[];
              /** True once the key was revoked, for good. */ revoked: boolean;
              /** The reason given with the revocation, null if there is none. */ revocation_reason: string | null;
              /** True once the expiry has passed. */ expired: boolean;
              /** When the key expires, in Unix milliseconds; null is never. The vendor's 10-digit example misleads. */ expiration: number | null;
              /** Id of the user behind the creation, null if unknown. */ created_by: string | null;
              /** Last use, in Unix milliseconds; null until then. */ last_used_at: number | null;
              /** Creation, in Unix milliseconds. */ created_at: number;
              /** Last change, in Unix milliseconds. */ updated_at: number;
            }[];
            /** Keys that match on all pages together. */ total_count: number;
          };
        };
      };
      400: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full, with the field it is about. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
      404: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
    };
  };
  createApiKey: {
    requestBody: {
      content: {
        "application/json": {
          /** Kind of key. Leave it out unless Clerk told you otherwise. */ type?: string;
          /** What people call the key. No blank at either end, and it can never be changed. */ name: string;
          /** Free text about the key. */ description?: string | null;
          /** Id of the holder, a user, an organization, a machine (`mch_`) or `scim_`. */ subject: string;
          /** Any JSON to keep with the key; comes back as it was sent. */ claims?: unknown;
          /** What the key may do. Clerk stores the list and never enforces it. */ scopes?: string[];
          /** Id of the user behind the request. */ created_by?: string | null;
          /** Lifetime in seconds from now, never a timestamp. There is no maximum; null or absent is forever. */ seconds_until_expiration?: number | null;
        };
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            /** Always `api_key`. */ object: "api_key";
            /** Id of the key, safe to log. Secrets start with `ak_` too, so the prefix does not tell them apart. */ id: string;
            /** Kind of key, `api_key` unless the request said otherwise. */ type: string;
            /** Id of the holder. A `scim_` subject is accepted on create yet does not fit this pattern. */ subject: string;
            /** What people call the key, fixed at creation. */ name: string;
            /** Free text about the key; may be missing altogether. */ description?: string | null;
            /** The JSON kept with the key, null if there is none. Not necessarily an object. */ claims: unknown;
            /** What the key may do. Checking it is your task. */ scopes: string[];
            /** The key itself. Keep it now, and never log it. Length and alphabet are not published. */ secret: string;
            /** True once the key was revoked, for good. */ revoked: boolean;
            /** The reason given with the revocation, null if there is none. */ revocation_reason: string | null;
            /** True once the expiry has passed. */ expired: boolean;
            /** When the key expires, in Unix milliseconds; null is never. The vendor's 10-digit example misleads. */ expiration: number | null;
            /** Id of the user behind the creation, null if unknown. */ created_by: string | null;
            /** Last use, in Unix milliseconds; null until then. */ last_used_at: number | null;
            /** Creation, in Unix milliseconds. */ created_at: number;
            /** Last change, in Unix milliseconds. */ updated_at: number;
          };
        };
      };
      400: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full, with the field it is about. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
      409: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
    };
  };
  getApiKey: {
    parameters: {
      path: {
        /** Id of the key. The form `api_key_…` is accepted as well. */ apiKeyID: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            /** Always `api_key`. */ object: "api_key";
            /** Id of the key, safe to log. Secrets start with `ak_` too, so the prefix does not tell them apart. */ id: string;
            /** Kind of key, `api_key` unless the request said otherwise. */ type: string;
            /** Id of the holder. A `scim_` subject is accepted on create yet does not fit this pattern. */ subject: string;
            /** What people call the key, fixed at creation. */ name: string;
            /** Free text about the key; may be missing altogether. */ description?: string | null;
            /** The JSON kept with the key, null if there is none. Not necessarily an object. */ claims: unknown;
            /** What the key may do. Checking it is your task. */ scopes: string[];
            /** True once the key was revoked, for good. */ revoked: boolean;
            /** The reason given with the revocation, null if there is none. */ revocation_reason: string | null;
            /** True once the expiry has passed. */ expired: boolean;
            /** When the key expires, in Unix milliseconds; null is never. The vendor's 10-digit example misleads. */ expiration: number | null;
            /** Id of the user behind the creation, null if unknown. */ created_by: string | null;
            /** Last use, in Unix milliseconds; null until then. */ last_used_at: number | null;
            /** Creation, in Unix milliseconds. */ created_at: number;
            /** Last change, in Unix milliseconds. */ updated_at: number;
          };
        };
      };
      400: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full, with the field it is about. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
      404: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
    };
  };
  deleteApiKey: {
    parameters: {
      path: {
        /** Id of the key. The form `api_key_…` is accepted as well. */ apiKeyID: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            /** Id of the key that was deleted. */ id: string;
            /** Always `api_key`. */ object: "api_key";
            /** Always true. */ deleted: true;
          };
        };
      };
      400: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full, with the field it is about. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
      404: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
    };
  };
  updateApiKey: {
    parameters: {
      path: {
        /** Id of the key. The form `api_key_…` is accepted as well. */ apiKeyID: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          /** Any JSON to keep with the key; comes back as it was sent. */ claims?: unknown;
          /** The new list, which presumably replaces the old one. */ scopes?: string[];
          /** New free text; null clears it. */ description?: string | null;
          /** Id of the holder, a user, an organization, a machine (`mch_`) or `scim_`. */ subject?: string;
          /** New lifetime in seconds from now. Null presumably means no expiry, which nobody has confirmed. */ seconds_until_expiration?: number | null;
        };
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            /** Always `api_key`. */ object: "api_key";
            /** Id of the key, safe to log. Secrets start with `ak_` too, so the prefix does not tell them apart. */ id: string;
            /** Kind of key, `api_key` unless the request said otherwise. */ type: string;
            /** Id of the holder. A `scim_` subject is accepted on create yet does not fit this pattern. */ subject: string;
            /** What people call the key, fixed at creation. */ name: string;
            /** Free text about the key; may be missing altogether. */ description?: string | null;
            /** The JSON kept with the key, null if there is none. Not necessarily an object. */ claims: unknown;
            /** What the key may do. Checking it is your task. */ scopes: string[];
            /** True once the key was revoked, for good. */ revoked: boolean;
            /** The reason given with the revocation, null if there is none. */ revocation_reason: string | null;
            /** True once the expiry has passed. */ expired: boolean;
            /** When the key expires, in Unix milliseconds; null is never. The vendor's 10-digit example misleads. */ expiration: number | null;
            /** Id of the user behind the creation, null if unknown. */ created_by: string | null;
            /** Last use, in Unix milliseconds; null until then. */ last_used_at: number | null;
            /** Creation, in Unix milliseconds. */ created_at: number;
            /** Last change, in Unix milliseconds. */ updated_at: number;
          };
        };
      };
      400: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full, with the field it is about. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
      404: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
    };
  };
  getApiKeySecret: {
    parameters: {
      path: {
        /** Id of the key. The form `api_key_…` is accepted as well. */ apiKeyID: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            /** The key itself. Never log it. */ secret: string;
          };
        };
      };
      400: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full, with the field it is about. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
      404: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
    };
  };
  revokeApiKey: {
    parameters: {
      path: {
        /** Id of the key. The form `api_key_…` is accepted as well. */ apiKeyID: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          /** Why, to be kept on the record. Null or absent gives none. */ revocation_reason?: string | null;
        };
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            /** Always `api_key`. */ object: "api_key";
            /** Id of the key, safe to log. Secrets start with `ak_` too, so the prefix does not tell them apart. */ id: string;
            /** Kind of key, `api_key` unless the request said otherwise. */ type: string;
            /** Id of the holder. A `scim_` subject is accepted on create yet does not fit this pattern. */ subject: string;
            /** What people call the key, fixed at creation. */ name: string;
            /** Free text about the key; may be missing altogether. */ description?: string | null;
            /** The JSON kept with the key, null if there is none. Not necessarily an object. */ claims: unknown;
            /** What the key may do. Checking it is your task. */ scopes: string[];
            /** True once the key was revoked, for good. */ revoked: boolean;
            /** The reason given with the revocation, null if there is none. */ revocation_reason: string | null;
            /** True once the expiry has passed. */ expired: boolean;
            /** When the key expires, in Unix milliseconds; null is never. The vendor's 10-digit example misleads. */ expiration: number | null;
            /** Id of the user behind the creation, null if unknown. */ created_by: string | null;
            /** Last use, in Unix milliseconds; null until then. */ last_used_at: number | null;
            /** Creation, in Unix milliseconds. */ created_at: number;
            /** Last change, in Unix milliseconds. */ updated_at: number;
          };
        };
      };
      400: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full, with the field it is about. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
      404: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
    };
  };
  verifyApiKey: {
    requestBody: {
      content: {
        "application/json": {
          /** The key that a client presented. */ secret: string;
        };
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            /** Always `api_key`. */ object: "api_key";
            /** Id of the key, safe to log. Secrets start with `ak_` too, so the prefix does not tell them apart. */ id: string;
            /** Kind of key, `api_key` unless the request said otherwise. */ type: string;
            /** Id of the holder. A `scim_` subject is accepted on create yet does not fit this pattern. */ subject: string;
            /** What people call the key, fixed at creation. */ name: string;
            /** Free text about the key; may be missing altogether. */ description?: string | null;
            /** The JSON kept with the key, null if there is none. Not necessarily an object. */ claims: unknown;
            /** What the key may do. Checking it is your task. */ scopes: string[];
            /** True once the key was revoked, for good. */ revoked: boolean;
            /** The reason given with the revocation, null if there is none. */ revocation_reason: string | null;
            /** True once the expiry has passed. */ expired: boolean;
            /** When the key expires, in Unix milliseconds; null is never. The vendor's 10-digit example misleads. */ expiration: number | null;
            /** Id of the user behind the creation, null if unknown. */ created_by: string | null;
            /** Last use, in Unix milliseconds; null until then. */ last_used_at: number | null;
            /** Creation, in Unix milliseconds. */ created_at: number;
            /** Last change, in Unix milliseconds. */ updated_at: number;
          };
        };
      };
      400: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full, with the field it is about. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
      404: {
        content: {
          "application/json": {
            /** What went wrong, one entry per problem. */
            errors: {
              /** The problem in short. */ message: string;
              /** The problem in full. */ long_message: string;
              /** The problem for programs. Decide by this, not by the text. */ code: string;
            }[];
          };
        };
      };
    };
  };
}
