-- How alerts are routed: options of subscriptions and topics, held alerts, muted topics, notices.

ALTER TABLE subscription ADD COLUMN options TEXT NOT NULL DEFAULT '{}';
UPDATE subscription SET options = '{"updates":"off"}' WHERE edits = 0;
ALTER TABLE subscription DROP COLUMN edits;
UPDATE destination SET options = REPLACE(REPLACE(options, '"edits":false', '"updates":"off"'), '"edits":true', '"updates":"edit"');

ALTER TABLE topic ADD COLUMN urgent BIGINT NOT NULL DEFAULT 0;

-- Names of topics with milliseconds, as JSON: after an alert of this topic they send no alerts for that long.
ALTER TABLE topic ADD COLUMN mutes TEXT NOT NULL DEFAULT '{}';

-- Quiet hours of the subscription, as JSON; NULL: none. Urgent messages are posted in quiet hours, too.
ALTER TABLE message ADD COLUMN quiet TEXT;
ALTER TABLE message ADD COLUMN urgent BIGINT NOT NULL DEFAULT 0;

-- A held message does not delay those after it.
ALTER TABLE message ADD COLUMN held_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE destination DROP COLUMN quiet_until;

-- Alerts without a message: a digest posts them when it is due.
CREATE TABLE held_alert (
  alert_id BIGINT PRIMARY KEY REFERENCES alert (id),
  destination_id BIGINT NOT NULL REFERENCES destination (id),
  due_at BIGINT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('digest', 'quiet', 'limit')),
  ping TEXT,
  quiet TEXT
);
CREATE INDEX held_alert_due ON held_alert (due_at);
CREATE INDEX held_alert_destination ON held_alert (destination_id, reason);
CREATE INDEX message_created ON message (destination_id, created_at);

-- A topic is silent in a channel: a person muted it (author), or an alert of another topic did.
CREATE TABLE topic_mute (
  destination_id BIGINT NOT NULL REFERENCES destination (id),
  topic_id BIGINT NOT NULL REFERENCES topic (id),
  until BIGINT NOT NULL,
  author TEXT NOT NULL,
  PRIMARY KEY (destination_id, topic_id)
);

-- Faults that a channel was notified of and that are not over.
CREATE TABLE notice (
  destination_id BIGINT NOT NULL REFERENCES destination (id),
  kind TEXT NOT NULL CHECK (kind IN ('feed', 'topic')),
  subject_id BIGINT NOT NULL,
  began_at BIGINT NOT NULL,
  PRIMARY KEY (destination_id, kind, subject_id)
);
