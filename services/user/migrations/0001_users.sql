-- Profiles, one for each account that was ever opened. The row of a deleted user stays as a mark without
-- personal data, so that a late or repeated `user.registered` cannot bring it back.
CREATE TABLE users (
    id TEXT NOT NULL,
    -- Whose address it is, the auth service decides: it is not unique here, where an address may be taken
    -- over before the news of its last owner's end has come.
    email TEXT NOT NULL,
    display_name TEXT NOT NULL,
    -- Name and address without regard to case: what a search looks through.
    searched TEXT NOT NULL,
    status TEXT NOT NULL,
    version BIGINT NOT NULL,
    -- Microseconds since 1970, UTC, as are all instants.
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    CONSTRAINT users_key PRIMARY KEY (id),
    CONSTRAINT users_status_known CHECK (status IN ('active', 'deactivated')),
    CONSTRAINT users_version_counted CHECK (version > 0)
);

-- The order of the list, page by page.
CREATE INDEX users_by_age ON users (created_at, id) WHERE deleted_at IS NULL;
