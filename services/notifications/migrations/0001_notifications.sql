-- Whom to write to, as the events of the user service have told so far. The row of a deleted user stays as a
-- mark without personal data, so that a late event cannot bring it back.
CREATE TABLE recipients (
    id TEXT NOT NULL,
    email TEXT NOT NULL,
    display_name TEXT NOT NULL,
    version BIGINT NOT NULL,
    -- Microseconds since 1970, UTC, as are all instants.
    deleted_at BIGINT,
    CONSTRAINT recipients_key PRIMARY KEY (id)
);

-- What was told. Every event leads to one notification, never two.
CREATE TABLE notifications (
    id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    -- Who may see it: the user, or only admins, as the one that is left of a deleted user.
    audience TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    read_at BIGINT,
    CONSTRAINT notifications_key PRIMARY KEY (id),
    CONSTRAINT notifications_once UNIQUE (event_id),
    CONSTRAINT notifications_audience_known CHECK (audience IN ('user', 'admins'))
);

-- The lists, newest first, page by page: somebody's own, and what of it is unread. Ids are in the order of
-- time, so that everybody's list needs no index of its own.
CREATE INDEX notifications_of_user ON notifications (user_id, id);
CREATE INDEX notifications_unread ON notifications (user_id, id) WHERE read_at IS NULL;

-- Letters on their way. A row goes when the mail server has taken the letter; one that was given up stays
-- for a while, to be looked at.
CREATE TABLE emails (
    -- The notification that it brings, which may be gone before the letter is.
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    address TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    given_up_at BIGINT,
    failure TEXT,
    CONSTRAINT emails_key PRIMARY KEY (id)
);

CREATE INDEX emails_due ON emails (due_at) WHERE given_up_at IS NULL;
CREATE INDEX emails_of_user ON emails (user_id);
