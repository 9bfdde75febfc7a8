"""The performer's portal: what others have given the organisation to perform, on one list and one page each."""
