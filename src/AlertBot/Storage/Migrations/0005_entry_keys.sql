-- Stores the keys of entries in key order, without a second index: most rows that a poll writes are keys.
-- To remove an entry, remove its keys by feed.

CREATE TABLE entry_key_clustered (
  feed_id BIGINT NOT NULL REFERENCES feed (id),
  kind TEXT NOT NULL,
  hash TEXT NOT NULL,
  entry_id BIGINT NOT NULL,
  PRIMARY KEY (feed_id, kind, hash)
) CLUSTERED;
INSERT INTO entry_key_clustered (feed_id, kind, hash, entry_id) SELECT feed_id, kind, hash, entry_id FROM entry_key ORDER BY feed_id, kind, hash;
DROP TABLE entry_key;
ALTER TABLE entry_key_clustered RENAME TO entry_key;
