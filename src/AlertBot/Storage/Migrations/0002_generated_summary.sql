-- The summary that a language model wrote, one sentence a line, and the name of the model. NULL: no model was asked, or its answer was rejected.

ALTER TABLE article ADD COLUMN generated_summary TEXT;
ALTER TABLE article ADD COLUMN generated_by TEXT;
