-- The keys that access tokens are signed with, one after the other. All instances read the same line of keys
-- here, and whoever adds the next one first, by its number, has added it for all.
CREATE TABLE signing_keys (
    generation BIGINT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    secret TEXT NOT NULL,
    -- It signs from then on until the next one does; it is published before and after.
    signs_from BIGINT NOT NULL
);
