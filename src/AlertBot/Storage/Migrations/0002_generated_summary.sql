-- What a language model wrote of an article, a sentence a line, and the model's name; NULL where none was asked or its answer did not do.

ALTER TABLE article ADD COLUMN generated_summary TEXT;
ALTER TABLE article ADD COLUMN generated_by TEXT;
