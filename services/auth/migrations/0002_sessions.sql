-- What begins with a log-in: the family of all refresh tokens that come from it.
CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    -- When its newest refresh token expires.
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);

CREATE INDEX sessions_of_account ON sessions (account_id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- Each is changed once for the next. A used one stays until it would have expired, so that a second use is
-- seen for what it is.
CREATE TABLE refresh_tokens (
    -- SHA-256 of the token, base64url: the token itself is kept nowhere.
    digest TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    issued_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE INDEX refresh_tokens_of_session ON refresh_tokens (session_id);
CREATE INDEX refresh_tokens_by_end ON refresh_tokens (expires_at);
