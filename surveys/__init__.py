"""Patient surveys: what is asked, who is asked, what was answered, and what it means."""
