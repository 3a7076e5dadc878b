"""The staff's dashboards."""
