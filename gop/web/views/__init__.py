"""The authority's pages: inbox, case, and one view for each verb."""
