-- What a service that publishes and consumes has, and a table to see effects in.
CREATE TABLE outbox (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    headers TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT outbox_key PRIMARY KEY (id)
);

CREATE TABLE inbox (
    queue TEXT NOT NULL,
    event_id TEXT NOT NULL,
    handled_at BIGINT NOT NULL,
    CONSTRAINT inbox_key PRIMARY KEY (queue, event_id)
);

-- Nothing keeps an effect from being there twice but the inbox.
CREATE TABLE effects (
    event_id TEXT NOT NULL,
    happened_at BIGINT NOT NULL
);
