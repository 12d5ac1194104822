-- Who may log in. The profile is the user service's; here is only what proves somebody.
CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    -- In lower case as a whole: the one form in which addresses are compared.
    email TEXT NOT NULL UNIQUE,
    -- A PHC string: Argon2id with its parameters and salt.
    password_hash TEXT NOT NULL,
    is_admin BIGINT NOT NULL CHECK (is_admin IN (0, 1)),
    -- The version of the last `user.updated` that counted: an event with a lower one is late.
    version BIGINT NOT NULL,
    -- Microseconds since 1970, UTC, as are all instants.
    created_at BIGINT NOT NULL,
    deactivated_at BIGINT,
    -- When somebody last tried to open an account with an address that has one.
    registered_again_at BIGINT
);
