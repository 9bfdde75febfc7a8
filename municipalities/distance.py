"""Distance between two points, as the crow flies. Pure."""

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0
Point = tuple[float, float]


def km_between(here: Point, there: Point) -> float:
    """Kilometres between two (latitude, longitude) in degrees; haversine, which is right to half a percent."""
    (lat_here, lon_here), (lat_there, lon_there) = (tuple(map(radians, point)) for point in (here, there))
    height = sin((lat_there - lat_here) / 2) ** 2
    width = cos(lat_here) * cos(lat_there) * sin((lon_there - lon_here) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(height + width)))
