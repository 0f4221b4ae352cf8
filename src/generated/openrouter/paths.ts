// Generated from specs/openrouter/openapi.yaml and specs/openrouter/overlay.yaml. Do not edit: run `npm run generate`.

export interface paths {
  "/keys": { get: operations["list"]; post: operations["createKeys"] };
  "/keys/{hash}": { get: operations["getKey"]; delete: operations["deleteKeys"]; patch: operations["updateKeys"] };
}
export interface components {
  schemas: {
    /** Bad Request - Invalid request parameters or malformed input */
    BadRequestResponse: {
      error: components["schemas"]["BadRequestResponseErrorData"];
      openrouter_metadata?: { [key: string]: unknown } | null;
      user_id?: string | null;
    };
    /** Error data for BadRequestResponse */
    BadRequestResponseErrorData: {
      code: number;
      message: string;
      metadata?: { [key: string]: unknown } | null;
    };
    /** Forbidden - Authentication successful but insufficient permissions */
    ForbiddenResponse: {
      error: components["schemas"]["ForbiddenResponseErrorData"];
      openrouter_metadata?: { [key: string]: unknown } | null;
      user_id?: string | null;
    };
    /** Error data for ForbiddenResponse */
    ForbiddenResponseErrorData: {
      code: number;
      message: string;
      metadata?: { [key: string]: unknown } | null;
    };
    /** Internal Server Error - Unexpected server error */
    InternalServerResponse: {
      error: components["schemas"]["InternalServerResponseErrorData"];
      openrouter_metadata?: { [key: string]: unknown } | null;
      user_id?: string | null;
    };
    /** Error data for InternalServerResponse */
    InternalServerResponseErrorData: {
      code: number;
      message: string;
      metadata?: { [key: string]: unknown } | null;
    };
    /** Not Found - Resource does not exist */
    NotFoundResponse: {
      error: components["schemas"]["NotFoundResponseErrorData"];
      openrouter_metadata?: { [key: string]: unknown } | null;
      user_id?: string | null;
    };
    /** Error data for NotFoundResponse */
    NotFoundResponseErrorData: {
      code: number;
      message: string;
      metadata?: { [key: string]: unknown } | null;
    };
    /** Too Many Requests - Rate limit exceeded */
    TooManyRequestsResponse: {
      error: components["schemas"]["TooManyRequestsResponseErrorData"];
      openrouter_metadata?: { [key: string]: unknown } | null;
      user_id?: string | null;
    };
    /** Error data for TooManyRequestsResponse */
    TooManyRequestsResponseErrorData: {
      code: number;
      message: string;
      metadata?: { [key: string]: unknown } | null;
    };
    /** Unauthorized - Authentication required or invalid credentials */
    UnauthorizedResponse: {
      error: components["schemas"]["UnauthorizedResponseErrorData"];
      openrouter_metadata?: { [key: string]: unknown } | null;
      user_id?: string | null;
    };
    /** Error data for UnauthorizedResponse */
    UnauthorizedResponseErrorData: {
      code: number;
      message: string;
      metadata?: { [key: string]: unknown } | null;
    };
  };
}
export interface operations {
  list: {
    parameters: {
      query?: {
        /** Whether to include disabled API keys in the response */ include_disabled?: string;
        /** Number of API keys to skip for pagination */ offset?: number | null;
        /** Filter API keys by workspace ID. By default, keys in the default workspace are returned. */ workspace_id?: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            /** List of API keys */
            data: {
              /** Total external BYOK usage (in USD) for the API key */ byok_usage: number;
              /** External BYOK usage (in USD) for the current UTC day */ byok_usage_daily: number;
              /** External BYOK usage (in USD) for current UTC month */ byok_usage_monthly: number;
              /** External BYOK usage (in USD) for the current UTC week (Monday-Sunday) */ byok_usage_weekly: number;
              /** ISO 8601 timestamp of when the API key was created */ created_at: string;
              /** The user ID of the key creator. For organization-owned keys, this is the member who created the key. For individual users, this is the user's own ID. */
              creator_user_id: string | null;
              /** Whether the API key is disabled */ disabled: boolean;
              /** ISO 8601 UTC timestamp when the API key expires, or null if no expiration */ expires_at?: string | null;
              /** Unique hash identifier for the API key */ hash: string;
              /** Whether to include external BYOK usage in the credit limit */ include_byok_in_limit: boolean;
              /** Human-readable label for the API key */ label: string;
              /** Spending limit for the API key in USD */ limit: number | null;
              /** Remaining spending limit in USD */ limit_remaining: number | null;
              /** Type of limit reset for the API key */ limit_reset: string | null;
              /** Name of the API key */ name: string;
              /** ISO 8601 timestamp of when the API key was last updated */ updated_at: string | null;
              /** Total OpenRouter credit usage (in USD) for the API key */ usage: number;
              /** OpenRouter credit usage (in USD) for the current UTC day */ usage_daily: number;
              /** OpenRouter credit usage (in USD) for the current UTC month */ usage_monthly: number;
              /** OpenRouter credit usage (in USD) for the current UTC week (Monday-Sunday) */ usage_weekly: number;
              /** The workspace ID this API key belongs to. */ workspace_id: string;
            }[];
          };
        };
      };
      400: { content: { "application/json": components["schemas"]["BadRequestResponse"] } };
      401: { content: { "application/json": components["schemas"]["UnauthorizedResponse"] } };
      429: { content: { "application/json": components["schemas"]["TooManyRequestsResponse"] } };
      500: { content: { "application/json": components["schemas"]["InternalServerResponse"] } };
    };
  };
  createKeys: {
    requestBody: {
      content: {
        "application/json": {
          /** Optional user ID of the key creator. Only meaningful for organization-owned keys where a specific member is creating the key. */
          creator_user_id?: string | null;
          /** Optional ISO 8601 UTC timestamp when the API key should expire. Must be UTC, other timezones will be rejected */ expires_at?: string | null;
          /** Whether to include BYOK usage in the limit */ include_byok_in_limit?: boolean;
          /** Optional spending limit for the API key in USD */ limit?: number | null;
          /** Type of limit reset for the API key (daily, weekly, monthly, or null for no reset). Resets happen automatically at midnight UTC, and weeks are Monday through Sunday. */
          limit_reset?: "daily" | "weekly" | "monthly" | null;
          /** Name for the new API key */ name: string;
          /** The workspace to create the API key in. Defaults to the default workspace if not provided. */ workspace_id?: string;
        };
      };
    };
    responses: {
      201: {
        content: {
          "application/json": {
            /** The created API key information */
            data: {
              /** Total external BYOK usage (in USD) for the API key */ byok_usage: number;
              /** External BYOK usage (in USD) for the current UTC day */ byok_usage_daily: number;
              /** External BYOK usage (in USD) for current UTC month */ byok_usage_monthly: number;
              /** External BYOK usage (in USD) for the current UTC week (Monday-Sunday) */ byok_usage_weekly: number;
              /** ISO 8601 timestamp of when the API key was created */ created_at: string;
              /** The user ID of the key creator. For organization-owned keys, this is the member who created the key. For individual users, this is the user's own ID. */
              creator_user_id: string | null;
              /** Whether the API key is disabled */ disabled: boolean;
              /** ISO 8601 UTC timestamp when the API key expires, or null if no expiration */ expires_at?: string | null;
              /** Unique hash identifier for the API key */ hash: string;
              /** Whether to include external BYOK usage in the credit limit */ include_byok_in_limit: boolean;
              /** Human-readable label for the API key */ label: string;
              /** Spending limit for the API key in USD */ limit: number | null;
              /** Remaining spending limit in USD */ limit_remaining: number | null;
              /** Type of limit reset for the API key */ limit_reset: string | null;
              /** Name of the API key */ name: string;
              /** ISO 8601 timestamp of when the API key was last updated */ updated_at: string | null;
              /** Total OpenRouter credit usage (in USD) for the API key */ usage: number;
              /** OpenRouter credit usage (in USD) for the current UTC day */ usage_daily: number;
              /** OpenRouter credit usage (in USD) for the current UTC month */ usage_monthly: number;
              /** OpenRouter credit usage (in USD) for the current UTC week (Monday-Sunday) */ usage_weekly: number;
              /** The workspace ID this API key belongs to. */ workspace_id: string;
            };
            /** The actual API key string (only shown once) */ key: string;
          };
        };
      };
      400: { content: { "application/json": components["schemas"]["BadRequestResponse"] } };
      401: { content: { "application/json": components["schemas"]["UnauthorizedResponse"] } };
      403: { content: { "application/json": components["schemas"]["ForbiddenResponse"] } };
      429: { content: { "application/json": components["schemas"]["TooManyRequestsResponse"] } };
      500: { content: { "application/json": components["schemas"]["InternalServerResponse"] } };
    };
  };
  getKey: {
    parameters: {
      path: {
        /** The hash identifier of the API key to retrieve */ hash: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            /** The API key information */
            data: {
              /** Total external BYOK usage (in USD) for the API key */ byok_usage: number;
              /** External BYOK usage (in USD) for the current UTC day */ byok_usage_daily: number;
              /** External BYOK usage (in USD) for current UTC month */ byok_usage_monthly: number;
              /** External BYOK usage (in USD) for the current UTC week (Monday-Sunday) */ byok_usage_weekly: number;
              /** ISO 8601 timestamp of when the API key was created */ created_at: string;
              /** The user ID of the key creator. For organization-owned keys, this is the member who created the key. For individual users, this is the user's own ID. */
              creator_user_id: string | null;
              /** Whether the API key is disabled */ disabled: boolean;
              /** ISO 8601 UTC timestamp when the API key expires, or null if no expiration */ expires_at?: string | null;
              /** Unique hash identifier for the API key */ hash: string;
              /** Whether to include external BYOK usage in the credit limit */ include_byok_in_limit: boolean;
              /** Human-readable label for the API key */ label: string;
              /** Spending limit for the API key in USD */ limit: number | null;
              /** Remaining spending limit in USD */ limit_remaining: number | null;
              /** Type of limit reset for the API key */ limit_reset: string | null;
              /** Name of the API key */ name: string;
              /** ISO 8601 timestamp of when the API key was last updated */ updated_at: string | null;
              /** Total OpenRouter credit usage (in USD) for the API key */ usage: number;
              /** OpenRouter credit usage (in USD) for the current UTC day */ usage_daily: number;
              /** OpenRouter credit usage (in USD) for the current UTC month */ usage_monthly: number;
              /** OpenRouter credit usage (in USD) for the current UTC week (Monday-Sunday) */ usage_weekly: number;
              /** The workspace ID this API key belongs to. */ workspace_id: string;
            };
          };
        };
      };
      401: { content: { "application/json": components["schemas"]["UnauthorizedResponse"] } };
      404: { content: { "application/json": components["schemas"]["NotFoundResponse"] } };
      429: { content: { "application/json": components["schemas"]["TooManyRequestsResponse"] } };
      500: { content: { "application/json": components["schemas"]["InternalServerResponse"] } };
    };
  };
  deleteKeys: {
    parameters: {
      path: {
        /** The hash identifier of the API key to delete */ hash: string;
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            /** Confirmation that the API key was deleted */ deleted: true;
          };
        };
      };
      401: { content: { "application/json": components["schemas"]["UnauthorizedResponse"] } };
      404: { content: { "application/json": components["schemas"]["NotFoundResponse"] } };
      429: { content: { "application/json": components["schemas"]["TooManyRequestsResponse"] } };
      500: { content: { "application/json": components["schemas"]["InternalServerResponse"] } };
    };
  };
  updateKeys: {
    parameters: {
      path: {
        /** The hash identifier of the API key to update */ hash: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          /** Whether to disable the API key */ disabled?: boolean;
          /** Whether to include BYOK usage in the limit */ include_byok_in_limit?: boolean;
          /** New spending limit for the API key in USD */ limit?: number | null;
          /** New limit reset type for the API key (daily, weekly, monthly, or null for no reset). Resets happen automatically at midnight UTC, and weeks are Monday through Sunday. */
          limit_reset?: "daily" | "weekly" | "monthly" | null;
          /** New name for the API key */ name?: string;
        };
      };
    };
    responses: {
      200: {
        content: {
          "application/json": {
            /** The updated API key information */
            data: {
              /** Total external BYOK usage (in USD) for the API key */ byok_usage: number;
              /** External BYOK usage (in USD) for the current UTC day */ byok_usage_daily: number;
              /** External BYOK usage (in USD) for current UTC month */ byok_usage_monthly: number;
              /** External BYOK usage (in USD) for the current UTC week (Monday-Sunday) */ byok_usage_weekly: number;
              /** ISO 8601 timestamp of when the API key was created */ created_at: string;
              /** The user ID of the key creator. For organization-owned keys, this is the member who created the key. For individual users, this is the user's own ID. */
              creator_user_id: string | null;
              /** Whether the API key is disabled */ disabled: boolean;
              /** ISO 8601 UTC timestamp when the API key expires, or null if no expiration */ expires_at?: string | null;
              /** Unique hash identifier for the API key */ hash: string;
              /** Whether to include external BYOK usage in the credit limit */ include_byok_in_limit: boolean;
              /** Human-readable label for the API key */ label: string;
              /** Spending limit for the API key in USD */ limit: number | null;
              /** Remaining spending limit in USD */ limit_remaining: number | null;
              /** Type of limit reset for the API key */ limit_reset: string | null;
              /** Name of the API key */ name: string;
              /** ISO 8601 timestamp of when the API key was last updated */ updated_at: string | null;
              /** Total OpenRouter credit usage (in USD) for the API key */ usage: number;
              /** OpenRouter credit usage (in USD) for the current UTC day */ usage_daily: number;
              /** OpenRouter credit usage (in USD) for the current UTC month */ usage_monthly: number;
              /** OpenRouter credit usage (in USD) for the current UTC week (Monday-Sunday) */ usage_weekly: number;
              /** The workspace ID this API key belongs to. */ workspace_id: string;
            };
          };
        };
      };
      400: { content: { "application/json": components["schemas"]["BadRequestResponse"] } };
      401: { content: { "application/json": components["schemas"]["UnauthorizedResponse"] } };
      404: { content: { "application/json": components["schemas"]["NotFoundResponse"] } };
      429: { content: { "application/json": components["schemas"]["TooManyRequestsResponse"] } };
      500: { content: { "application/json": components["schemas"]["InternalServerResponse"] } };
    };
  };
}
