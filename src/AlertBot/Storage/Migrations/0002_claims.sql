-- What claims look for, so that a flood of entries or a long history does not slow them down.

CREATE INDEX entry_unread ON entry (host, backlog, id) WHERE state = 'new';
CREATE INDEX entry_busy ON entry (host, leased_until) WHERE lease_token IS NOT NULL;
CREATE INDEX entry_lease ON entry (lease_token) WHERE lease_token IS NOT NULL;
CREATE INDEX message_lease ON message (lease_token) WHERE lease_token IS NOT NULL;
CREATE INDEX decision_alert ON decision (alert_id) WHERE alert_id IS NOT NULL;
