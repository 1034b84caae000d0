-- A feed that `alertbot feeds import` brought: when, and its outline (JSON: folders from the outside in, attributes), so that an export loses nothing.

ALTER TABLE workspace_feed ADD COLUMN imported_at BIGINT;
ALTER TABLE workspace_feed ADD COLUMN outline TEXT;

-- The hub that a feed names, and the address by which the hub knows it.

CREATE TABLE feed_hub (
  feed_id BIGINT PRIMARY KEY REFERENCES feed (id),
  hub TEXT NOT NULL,
  topic TEXT NOT NULL
);

-- A subscription at a hub (WebSub). Its id is the secret part of the callback's address. pending is 1 between a request and the hub's question about it.

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

-- While its hub pushes, a feed is polled no sooner than this after each poll; 0: it is polled as usual.

ALTER TABLE feed ADD COLUMN push_floor_ms BIGINT NOT NULL DEFAULT 0;
CREATE INDEX feed_pushed ON feed (push_floor_ms) WHERE push_floor_ms > 0;
