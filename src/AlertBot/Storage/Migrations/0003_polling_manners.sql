-- A feed that moved permanently is fetched at moved_to; url keeps the address that was configured.
-- move_to is the target of the latest permanent redirect, move_count how many polls in a row reported it.
-- body_hash and listed: hash and number of entries of the newest document that was read.
-- fresh_ms: how long the server declares the document fresh. hint_ms, skip_hours, skip_days (one bit an hour or day): polling hints of the document.

ALTER TABLE feed ADD COLUMN moved_to TEXT;
ALTER TABLE feed ADD COLUMN move_to TEXT;
ALTER TABLE feed ADD COLUMN move_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN body_hash TEXT;
ALTER TABLE feed ADD COLUMN fresh_ms BIGINT;
ALTER TABLE feed ADD COLUMN hint_ms BIGINT;
ALTER TABLE feed ADD COLUMN skip_hours BIGINT NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN skip_days BIGINT NOT NULL DEFAULT 0;
ALTER TABLE feed ADD COLUMN listed BIGINT;
ALTER TABLE feed ADD COLUMN gap_at BIGINT;
ALTER TABLE feed ADD COLUMN last_new_at BIGINT;
ALTER TABLE feed ADD COLUMN failing_since BIGINT;
ALTER TABLE feed ADD COLUMN gone_at BIGINT;

CREATE INDEX feed_lease ON feed (host, leased_until) WHERE lease_token IS NOT NULL;
CREATE INDEX feed_moved ON feed (moved_to) WHERE moved_to IS NOT NULL;
