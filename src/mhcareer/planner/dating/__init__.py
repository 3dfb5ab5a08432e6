"""When each task of a route can begin and end."""
