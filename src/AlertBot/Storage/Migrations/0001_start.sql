-- Instants are UTC Unix milliseconds, hashes lower-case hexadecimal, flags 0 or 1.
-- IDENTITY: the engine assigns ids (Migrator translates the placeholder).

CREATE TABLE workspace (
  id IDENTITY,
  platform TEXT NOT NULL,
  external_id TEXT NOT NULL,
  UNIQUE (platform, external_id)
);

-- The workspace of the settings file. All other workspaces see its feeds and topics.
INSERT INTO workspace (id, platform, external_id) VALUES (0, 'settings', '');

-- A channel is one destination, in whichever way it was subscribed. Its workspace is 0 until the platform reports the workspace.
CREATE TABLE destination (
  id IDENTITY,
  workspace_id BIGINT NOT NULL REFERENCES workspace (id),
  platform TEXT NOT NULL,
  external_id TEXT NOT NULL,
  secret_hash TEXT NOT NULL DEFAULT '',
  not_before BIGINT NOT NULL DEFAULT 0,
  disabled_at BIGINT,
  disabled_reason TEXT,
  first_look_at BIGINT,
  paused_until BIGINT NOT NULL DEFAULT 0,
  quiet_until BIGINT NOT NULL DEFAULT 0,
  options TEXT NOT NULL DEFAULT '{}',
  UNIQUE (platform, external_id)
);
CREATE INDEX destination_workspace ON destination (workspace_id);

CREATE TABLE feed (
  id IDENTITY,
  url TEXT NOT NULL,
  credentials_hash TEXT NOT NULL DEFAULT '',
  host TEXT NOT NULL,
  title TEXT,
  language TEXT,
  added_at BIGINT NOT NULL,
  retired_at BIGINT,
  taken_in_at BIGINT,
  due_at BIGINT NOT NULL,
  interval_ms BIGINT,
  leased_until BIGINT NOT NULL DEFAULT 0,
  lease_token TEXT,
  etag TEXT,
  last_modified TEXT,
  last_polled_at BIGINT,
  last_ok_at BIGINT,
  failures BIGINT NOT NULL DEFAULT 0,
  last_error TEXT,
  UNIQUE (url, credentials_hash)
);
CREATE INDEX feed_due ON feed (due_at);
CREATE INDEX feed_host ON feed (host);

CREATE TABLE workspace_feed (
  workspace_id BIGINT NOT NULL REFERENCES workspace (id),
  feed_id BIGINT NOT NULL REFERENCES feed (id),
  name TEXT,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, feed_id)
);
CREATE INDEX workspace_feed_feed ON workspace_feed (feed_id);

CREATE TABLE host (
  name TEXT PRIMARY KEY,
  not_before BIGINT NOT NULL
);

CREATE TABLE entry (
  id IDENTITY,
  feed_id BIGINT NOT NULL REFERENCES feed (id),
  state TEXT NOT NULL CHECK (state IN ('new', 'matched', 'done')),
  reason TEXT,
  backlog BIGINT NOT NULL,
  first_seen_at BIGINT NOT NULL,
  last_listed_at BIGINT NOT NULL,
  published_at BIGINT,
  news_at BIGINT,
  title TEXT NOT NULL,
  link TEXT,
  host TEXT NOT NULL,
  author TEXT,
  summary TEXT NOT NULL,
  content TEXT,
  image TEXT,
  due_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  leased_until BIGINT NOT NULL DEFAULT 0,
  lease_token TEXT
);
CREATE INDEX entry_feed ON entry (feed_id, last_listed_at);

CREATE TABLE entry_key (
  feed_id BIGINT NOT NULL REFERENCES feed (id),
  kind TEXT NOT NULL,
  hash TEXT NOT NULL,
  entry_id BIGINT NOT NULL REFERENCES entry (id),
  PRIMARY KEY (feed_id, kind, hash)
);
CREATE INDEX entry_key_entry ON entry_key (entry_id);

CREATE TABLE article (
  id IDENTITY,
  entry_id BIGINT NOT NULL UNIQUE REFERENCES entry (id),
  revision BIGINT NOT NULL DEFAULT 1,
  link TEXT,
  title TEXT NOT NULL,
  published_at BIGINT,
  byline TEXT,
  language TEXT,
  source TEXT NOT NULL,
  text TEXT NOT NULL
);

CREATE TABLE quote (
  article_id BIGINT NOT NULL REFERENCES article (id),
  n BIGINT NOT NULL,
  start_at BIGINT NOT NULL,
  end_at BIGINT NOT NULL,
  speaker TEXT,
  speaker_start BIGINT,
  speaker_end BIGINT,
  name TEXT,
  role TEXT,
  venue TEXT,
  cue TEXT,
  continues BIGINT NOT NULL,
  PRIMARY KEY (article_id, n)
);

CREATE TABLE topic (
  id IDENTITY,
  workspace_id BIGINT NOT NULL REFERENCES workspace (id),
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  revision BIGINT NOT NULL DEFAULT 1,
  origin TEXT NOT NULL,
  position BIGINT NOT NULL,
  removed_at BIGINT,
  searched_revision BIGINT NOT NULL DEFAULT 0,
  leased_until BIGINT NOT NULL DEFAULT 0,
  lease_token TEXT,
  UNIQUE (workspace_id, name)
);

CREATE TABLE match (
  article_id BIGINT NOT NULL REFERENCES article (id),
  topic_id BIGINT NOT NULL REFERENCES topic (id),
  topic_revision BIGINT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (article_id, topic_id)
);
CREATE INDEX match_topic ON match (topic_id, article_id);

CREATE TABLE story (
  id IDENTITY,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  revision BIGINT NOT NULL
);
CREATE INDEX story_last ON story (last_at);

CREATE TABLE story_entry (
  entry_id BIGINT PRIMARY KEY REFERENCES entry (id),
  story_id BIGINT NOT NULL REFERENCES story (id),
  kind TEXT NOT NULL CHECK (kind IN ('first', 'joined')),
  sequence BIGINT NOT NULL UNIQUE
);
CREATE INDEX story_entry_story ON story_entry (story_id);

CREATE TABLE subscription (
  id IDENTITY,
  destination_id BIGINT NOT NULL REFERENCES destination (id),
  topic_id BIGINT NOT NULL REFERENCES topic (id),
  origin TEXT NOT NULL,
  ping TEXT,
  edits BIGINT NOT NULL DEFAULT 1,
  created_at BIGINT NOT NULL,
  UNIQUE (destination_id, topic_id)
);
CREATE INDEX subscription_topic ON subscription (topic_id);

CREATE TABLE alert (
  id IDENTITY,
  story_id BIGINT NOT NULL REFERENCES story (id),
  destination_id BIGINT NOT NULL REFERENCES destination (id),
  wanted_revision BIGINT NOT NULL,
  told_revision BIGINT NOT NULL,
  muted_at BIGINT,
  ended_at BIGINT,
  UNIQUE (story_id, destination_id)
);
CREATE INDEX alert_destination ON alert (destination_id, id);

CREATE TABLE decision (
  entry_id BIGINT NOT NULL REFERENCES entry (id),
  destination_id BIGINT NOT NULL REFERENCES destination (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('told', 'joined', 'not_told')),
  reason TEXT NOT NULL,
  alert_id BIGINT REFERENCES alert (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (entry_id, destination_id)
);

CREATE TABLE message (
  id IDENTITY,
  destination_id BIGINT NOT NULL REFERENCES destination (id),
  kind TEXT NOT NULL CHECK (kind IN ('alert', 'reply', 'digest', 'notice')),
  parent_id BIGINT REFERENCES message (id),
  dedupe_key TEXT NOT NULL,
  nonce TEXT NOT NULL,
  payload TEXT NOT NULL,
  ping TEXT,
  state TEXT NOT NULL CHECK (state IN ('ready', 'sending', 'unclear', 'sent', 'refused')),
  maybe_posted BIGINT NOT NULL DEFAULT 0,
  reason TEXT,
  attempts BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  sent_at BIGINT,
  platform_id TEXT,
  edit_due_at BIGINT,
  edit_attempts BIGINT NOT NULL DEFAULT 0,
  leased_until BIGINT NOT NULL DEFAULT 0,
  lease_token TEXT,
  UNIQUE (destination_id, dedupe_key)
);
CREATE INDEX message_waiting ON message (state, destination_id, id);
CREATE INDEX message_sent ON message (destination_id, sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX message_edit ON message (edit_due_at) WHERE edit_due_at IS NOT NULL;
CREATE INDEX message_platform ON message (platform_id) WHERE platform_id IS NOT NULL;

CREATE TABLE message_alert (
  message_id BIGINT NOT NULL REFERENCES message (id),
  alert_id BIGINT NOT NULL REFERENCES alert (id),
  PRIMARY KEY (message_id, alert_id)
);

CREATE TABLE named_lease (
  name TEXT PRIMARY KEY,
  token TEXT NOT NULL,
  leased_until BIGINT NOT NULL
);

-- Events received from platforms, by the id that the platform gave them: platforms may deliver an event again.
CREATE TABLE inbound (
  platform TEXT NOT NULL,
  event_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (platform, event_id)
);
CREATE INDEX inbound_at ON inbound (at);

-- Sequence numbers for caches in memory: a number increases with every change of the rows that the cache holds.
CREATE TABLE change (
  name TEXT PRIMARY KEY,
  sequence BIGINT NOT NULL
);
INSERT INTO change (name, sequence) VALUES ('topics', 0), ('feeds', 0);

-- Indexes for claims: a burst of entries or a long history does not slow them down.

CREATE INDEX entry_unread ON entry (host, backlog, id) WHERE state = 'new';
CREATE INDEX entry_matched ON entry (backlog, id) WHERE state = 'matched';
CREATE INDEX entry_busy ON entry (host, leased_until) WHERE lease_token IS NOT NULL;
CREATE INDEX entry_lease ON entry (lease_token) WHERE lease_token IS NOT NULL;
CREATE INDEX message_lease ON message (lease_token) WHERE lease_token IS NOT NULL;
CREATE INDEX decision_alert ON decision (alert_id) WHERE alert_id IS NOT NULL;

-- Index for commands that look up an article by its URL.

CREATE INDEX article_link ON article (link) WHERE link IS NOT NULL;
