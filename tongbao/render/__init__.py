"""View models to bytes: HTML, PDF and open data; the only importer of jinja2 and weasyprint."""
