"""The pages: urls, views and forms, one folder an area. A view reads: form valid, one action, redirect."""
