-- A feed that moved for good is fetched at moved_to, and keeps the address it was given as its name; move_to is where it says it moved, move_count how often in a row.
-- body_hash is of the newest document that was taken in, listed the number of its entries; fresh_ms what its server says it keeps, hint_ms, skip_hours and skip_days (a bit an hour or day) what it says of itself.

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
