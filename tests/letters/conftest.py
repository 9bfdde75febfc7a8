from tests.support.author import anna, page

__all__ = ["anna", "page"]
