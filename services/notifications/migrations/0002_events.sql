-- What is to be published, written together with the change that it tells of.
CREATE TABLE outbox (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    headers TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT outbox_key PRIMARY KEY (id)
);

-- What was handled already, written together with what it led to.
CREATE TABLE inbox (
    queue TEXT NOT NULL,
    event_id TEXT NOT NULL,
    handled_at BIGINT NOT NULL,
    CONSTRAINT inbox_key PRIMARY KEY (queue, event_id)
);

CREATE INDEX inbox_by_age ON inbox (handled_at);
