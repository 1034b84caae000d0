-- Feeds added by `alertbot feeds import`: when they were imported, and their OPML outline
-- (JSON: folders from the outermost, and attributes), so that an export contains all that was imported.

ALTER TABLE workspace_feed ADD COLUMN imported_at BIGINT;
ALTER TABLE workspace_feed ADD COLUMN outline TEXT;

-- The WebSub hub that a feed declares, and the topic URL of the feed at that hub.

CREATE TABLE feed_hub (
  feed_id BIGINT PRIMARY KEY REFERENCES feed (id),
  hub TEXT NOT NULL,
  topic TEXT NOT NULL
);

-- A WebSub subscription at a hub. Its id is the secret part of the callback URL. pending is 1 between a request and its verification by the hub.

CREATE TABLE websub (
  id TEXT PRIMARY KEY,
  feed_id BIGINT NOT NULL REFERENCES feed (id),
  hub TEXT NOT NULL,
  topic TEXT NOT NULL,
  callback TEXT NOT NULL,
  secret TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('wanted', 'active', 'leaving')),
  pending BIGINT NOT NULL DEFAULT 0,
  asked_at BIGINT,
  active_at BIGINT,
  expires_at BIGINT,
  pushed_at BIGINT,
  due_at BIGINT NOT NULL,
  failures BIGINT NOT NULL DEFAULT 0,
  last_error TEXT,
  leased_until BIGINT NOT NULL DEFAULT 0,
  lease_token TEXT
);
CREATE INDEX websub_feed ON websub (feed_id);
CREATE INDEX websub_due ON websub (due_at);

-- The minimum interval between polls while the hub pushes the feed. 0: the usual schedule applies.

ALTER TABLE feed ADD COLUMN push_floor_ms BIGINT NOT NULL DEFAULT 0;
CREATE INDEX feed_pushed ON feed (push_floor_ms) WHERE push_floor_ms > 0;
