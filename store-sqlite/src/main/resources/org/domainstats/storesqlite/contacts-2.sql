-- Words that the community put on a site, one a line.
ALTER TABLE community_contacts ADD COLUMN labels TEXT;
