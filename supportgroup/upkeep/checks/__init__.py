"""What the doctor looks at. Each check yields findings; it reads and never changes anything."""
