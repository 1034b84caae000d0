-- A decisive turn of a matter is a story of its own; this is the story before it.
ALTER TABLE story ADD COLUMN earlier_id BIGINT REFERENCES story (id);
