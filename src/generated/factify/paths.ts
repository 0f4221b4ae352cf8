// Generated from specs/factify/openapi.yaml and specs/factify/overlay.yaml. Do not edit: run `npm run generate`.

export interface paths {
  "/v1beta/api-keys": { get: operations["listApiKeys"]; post: operations["createApiKey"] };
  "/v1beta/api-keys/{api_key_id}/revoke": { post: operations["revokeApiKey"] };
  "/v1beta/me": { get: operations["getMe"] };
  "/v1beta/quota": { get: operations["getOrganizationQuota"] };
  "/v1beta/quota/keys": { get: operations["listAPIKeyQuotas"] };
  "/v1beta/quota/keys/{api_key_id}": { put: operations["setAPIKeyQuota"]; delete: operations["deleteAPIKeyQuota"] };
  "/v1beta/quota/usage": { get: operations["getUsageHistory"] };
}
export interface components {
  schemas: {
    /** The quota of one key and how much of it is used. */
    APIKeyQuota: {
      /** Id of the key. */ api_key_id?: string;
      /** Requests the key has made in this billing month. */ current_usage?: number;
      /** True once the limit is used up. Never true without a limit. */ is_exceeded?: boolean;
      /** Requests per billing month; null or absent if the key has no limit of its own. */ limit?: number | null;
      /** Requests left. Says nothing where there is no limit. */ remaining?: number;
    };
    /** A key without its secret. Times are RFC 3339 in UTC, up to nanoseconds. */
    ApiKey: {
      /** Creation. */ created_at: string;
      /** When the key expires. Absent if it never does. */ expires_at?: string;
      /** Id of the key, safe to log. */ id: string;
      /** True while the key is neither revoked nor expired. Computed, so it cannot be set. */ readonly is_active: boolean;
      /** First 16 characters of the secret plus three dots, for display. Not unique, so never look a key up by it. */ key_prefix: string;
      /** What people call the key. Neither unique nor changeable. */ name: string;
      /** Id of the organization that the key belongs to. */ organization_id: string;
      /** Time of the revocation. Absent if there was none. */ readonly revoked_at?: string;
    };
    /** What to know about the key before it is issued. */
    CreateApiKeyRequest: {
      /** When the key is to expire, in the future and at most 8760 h (365 days) away. Absent is never. */ expires_at?: string;
      /** What people will call the key. It cannot be changed later. */ name: string;
      /** Id of the organization that the key is for. */ organization_id: string;
    };
    /** The new key and, once, its secret. */
    CreateApiKeyResponse: {
      /** The record of the new key. Safe to log, unlike `secret`. */ api_key: components["schemas"]["ApiKey"];
      /** The key itself, shown this once. Keep it now, and never log it. `ffy_prod_` or `ffy_test_`, then 26 characters of a time-ordered id, then 43 random ones. */
      secret: string;
    };
    /** The requests of one day. */
    DailyUsage: {
      /** The day, year first. */ date?: string;
      /** Requests on that day. */ request_count?: number;
    };
    /** An empty object. The status alone says that it worked. */ DeleteAPIKeyQuotaResponse: Record<string, unknown>;
    /** One reason of a failure. */
    ErrorDetail: {
      /** The field that is wrong, for validation errors only. */ param?: string;
      /** The reason for programs, finer than `code`. Only this tells a full quota from going too fast. */
      reason?: "missing_required_field" | "invalid_field_value" | "invalid_enum_value" | "invalid_cursor" | "invalid_id_format" | "missing_api_key" | "invalid_api_key" | "expired_api_key" | "invalid_token" | "expired_token" | "authentication_required" | "insufficient_permissions" | "resource_not_found" | "resource_already_exists" | "rate_limit_exceeded" | "quota_exceeded" | "precondition_failed" | "feature_disabled" | "internal_error" | "service_unavailable" | "unimplemented";
      /** Id of the request, such as `req_01arwx4k8xrgqskvxq69gdn019`. Only failures carry one. */ request_id?: string;
    };
    /** A failure, shaped as ConnectRPC does. */
    ErrorResponse: {
      /** The kind of failure. By status: 400 invalid_argument, failed_precondition (and unknown, for broken JSON); 401 unauthenticated; 403 permission_denied; 404 not_found; 408 deadline_exceeded; 409 already_exists; 429 resource_exhausted; 499 canceled; 500 internal, unknown; 501 unimplemented; 503 unavailable. */
      code: "unknown" | "invalid_argument" | "unauthenticated" | "permission_denied" | "not_found" | "already_exists" | "resource_exhausted" | "failed_precondition" | "internal" | "unavailable" | "unimplemented" | "canceled" | "deadline_exceeded";
      /** The reasons for programs. May be missing. */ details?: components["schemas"]["ErrorDetail"][];
      /** The failure for people. Its wording may change. */ message: string;
    };
    /** The signed-in user. */
    GetMeResponse: {
      /** The organizations the user belongs to. May be missing. */ organizations?: components["schemas"]["Organization"][];
      /** The user whose JWT was sent. */ user: components["schemas"]["User"];
    };
    /** An organization's quota. */
    GetOrganizationQuotaResponse: {
      /** The quota and how much of it is used. */ quota?: components["schemas"]["OrganizationQuota"];
    };
    /** An organization's requests in a span of days. */
    GetUsageHistoryResponse: {
      /** One entry per day. */ daily_usage?: components["schemas"]["DailyUsage"][];
      /** Id of the organization that was asked about. */ organization_id?: string;
      /** Requests in the whole span. */ total_requests?: number;
    };
    /** The quotas of all keys of an organization. */
    ListAPIKeyQuotasResponse: {
      /** One entry per key. May be missing. */ quotas?: components["schemas"]["APIKeyQuota"][];
    };
    /** One page of keys. */
    ListApiKeysResponse: {
      /** The keys of this page. May be missing where there are none. */ items?: components["schemas"]["ApiKey"][];
      /** How to get the next page. */ pagination: components["schemas"]["Pagination"];
    };
    /** An organization of the user. */
    Organization: {
      /** Creation. */ created_at: string;
      /** Id of the organization, as the key operations want it. */ id: string;
      /** Where its logo is, if it has one. */ logo_image_url?: string | null;
      /** What people call it. */ name: string;
    };
    /** An organization's quota for the billing month. Any field may be missing. */
    OrganizationQuota: {
      /** Requests made in this billing month. */ current_usage?: number;
      /** Requests per month that hold now, whether set for this organization or taken from its tier. */ effective_limit?: number;
      /** True once the limit is used up. */ is_exceeded?: boolean;
      /** Id of the organization. */ organization_id?: string;
      /** Start of this billing month. */ period_start?: string;
      /** Requests left in this billing month. */ remaining?: number;
      /** When counting starts anew. A `quota_exceeded` lasts until then. */ reset_at?: string;
      /** Where the limit comes from. */ tier?: components["schemas"]["QuotaTier"];
      /** Usage in percent of the limit. It can exceed 100. */ usage_percent?: number;
    };
    /** Any field may be missing. An empty or missing `next_page_token` means the last page. */
    Pagination: {
      /** True if a next page exists. Do not rely on it alone. */ has_more?: boolean;
      /** Send it as `page_token` for the next page. Empty or missing on the last one. */ next_page_token?: string;
      /** Send it as `page_token` for the page before. Empty or missing on the first one. */ prev_page_token?: string;
    };
    /** `free` or `custom`. What each allows is not published. */ QuotaTier: "free" | "custom";
    /** The key that was revoked. */
    RevokeApiKeyResponse: {
      /** The record, now with `revoked_at` and no longer active. The reason is not in it. */ api_key: components["schemas"]["ApiKey"];
    };
    /** The quota that was set. */
    SetAPIKeyQuotaResponse: {
      /** The quota as it is now. */ quota?: components["schemas"]["APIKeyQuota"];
    };
    /** A person with an account. */
    User: {
      /** The address the account is under. */ email: string;
      /** Last name. */ family_name?: string | null;
      /** First name. */ given_name?: string | null;
      /** Id of the user. */ id: string;
      /** The name to display. */ name: string;
      /** Where the user's picture is. */ profile_image_url?: string | null;
    };
  };
  responses: {
    /** The request breaks a rule. `details[].param` names the field. */
    BadRequest: { content: { "application/json": components["schemas"]["ErrorResponse"] } };
    /** The credential is missing, unknown or expired. */ Unauthorized: { content: { "application/json": components["schemas"]["ErrorResponse"] } };
    /** The credential is good but may not do this. */ Forbidden: { content: { "application/json": components["schemas"]["ErrorResponse"] } };
    /** No such key or organization. */ NotFound: { content: { "application/json": components["schemas"]["ErrorResponse"] } };
    /** Too fast (`rate_limit_exceeded`, wait for `X-RateLimit-Reset`), or the month's quota is used up (`quota_exceeded`, retrying is useless before `reset_at`). There is no `Retry-After`. */
    RateLimitExceeded: {
      headers: {
        /** Requests allowed per minute. */ "X-RateLimit-Limit"?: number;
        /** Requests left in this minute. */ "X-RateLimit-Remaining"?: number;
        /** When the minute ends, as a Unix timestamp and not a delay. The unit is not published, presumably seconds. */ "X-RateLimit-Reset"?: number;
        [name: string]: unknown;
      };
      content: { "application/json": components["schemas"]["ErrorResponse"] };
    };
    /** The vendor failed. A request that changes something may have been carried out. */
    InternalServerError: { content: { "application/json": components["schemas"]["ErrorResponse"] } };
  };
}
export interface operations {
  listApiKeys: {
    parameters: {
      query: {
        /** Whose keys to list. */ organization_id: string;
        /** True adds revoked keys. False by default. */ include_revoked?: boolean;
        /** The `next_page_token` of the page before, unread and unchanged. */ page_token?: string;
        /** Keys per page, 50 by default and 100 at most. */ page_size?: number;
      };
    };
    responses: {
      200: { content: { "application/json": components["schemas"]["ListApiKeysResponse"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["RateLimitExceeded"]; 500: components["responses"]["InternalServerError"];
    };
  };
  createApiKey: {
    requestBody: { content: { "application/json": components["schemas"]["CreateApiKeyRequest"] } };
    responses: {
      200: { content: { "application/json": components["schemas"]["CreateApiKeyResponse"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["RateLimitExceeded"]; 500: components["responses"]["InternalServerError"];
    };
  };
  revokeApiKey: {
    parameters: {
      path: {
        /** Id of the key to revoke. */ api_key_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          /** Why, for the vendor's audit log. No answer ever shows it again; the empty string is refused. */ reason?: string | null;
        };
      };
    };
    responses: {
      200: { content: { "application/json": components["schemas"]["RevokeApiKeyResponse"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["RateLimitExceeded"]; 500: components["responses"]["InternalServerError"];
    };
  };
  getMe: {
    responses: {
      200: { content: { "application/json": components["schemas"]["GetMeResponse"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["RateLimitExceeded"]; 500: components["responses"]["InternalServerError"];
    };
  };
  getOrganizationQuota: {
    parameters: {
      query?: {
        /** Which organization, the caller's own by default. Any other takes an administrator. */ organization_id?: string;
      };
    };
    responses: {
      200: { content: { "application/json": components["schemas"]["GetOrganizationQuotaResponse"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["RateLimitExceeded"]; 500: components["responses"]["InternalServerError"];
    };
  };
  listAPIKeyQuotas: {
    parameters: {
      query?: {
        /** Which organization, the caller's own by default. */ organization_id?: string;
      };
    };
    responses: {
      200: { content: { "application/json": components["schemas"]["ListAPIKeyQuotasResponse"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["RateLimitExceeded"]; 500: components["responses"]["InternalServerError"];
    };
  };
  setAPIKeyQuota: {
    parameters: {
      path: {
        /** Id of the key whose quota it is. */ api_key_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          /** Requests per billing month. What null does is not published; delete the quota instead. */ limit?: number | null;
          /** Which organization, the caller's own by default. */ organization_id?: string | null;
        };
      };
    };
    responses: {
      200: { content: { "application/json": components["schemas"]["SetAPIKeyQuotaResponse"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["RateLimitExceeded"]; 500: components["responses"]["InternalServerError"];
    };
  };
  deleteAPIKeyQuota: {
    parameters: {
      query?: {
        /** Which organization, the caller's own by default. */ organization_id?: string;
      };
      path: {
        /** Id of the key whose quota it is. */ api_key_id: string;
      };
    };
    responses: {
      200: { content: { "application/json": components["schemas"]["DeleteAPIKeyQuotaResponse"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["RateLimitExceeded"]; 500: components["responses"]["InternalServerError"];
    };
  };
  getUsageHistory: {
    parameters: {
      query?: {
        /** Which organization, the caller's own by default. */ organization_id?: string;
        /** Start of the span, itself included. */ "date.after"?: string;
        /** End of the span, itself included. */ "date.before"?: string;
      };
    };
    responses: {
      200: { content: { "application/json": components["schemas"]["GetUsageHistoryResponse"] } };
      400: components["responses"]["BadRequest"]; 401: components["responses"]["Unauthorized"]; 403: components["responses"]["Forbidden"]; 404: components["responses"]["NotFound"]; 429: components["responses"]["RateLimitExceeded"]; 500: components["responses"]["InternalServerError"];
    };
  };
}
