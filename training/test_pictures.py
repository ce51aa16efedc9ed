"""Pictures made by a formula in whole numbers, so that tests/encoders/test-pictures.ts draws the same ones."""

import numpy as np


def draw_picture(width: int, height: int, scene: int, step: int = 0) -> np.ndarray:
    """uint8 [height, width, 3]: a patterned ground below a plain sky, and a box with a round hole that moves with `step`."""
    y, x = np.mgrid[0:height, 0:width]
    ground = y * 3 > height * 2
    side = height // 3
    left = width * (10 + 7 * step) // 100
    top = height // 3 + (scene % 3) * height // 9
    inside = (x >= left) & (x < left + side) & (y >= top) & (y < top + side)
    hole = (2 * x - 2 * left - side) ** 2 + (2 * y - 2 * top - side) ** 2 < side * side // 4
    picture = np.zeros((height, width, 3), dtype=np.int64)
    for channel in range(3):
        sky = 120 + (scene * 37 + channel * 61) % 120 - y * 40 // height
        soil = 40 + (scene * 53 + channel * 29) % 120 + ((x // 8) ^ (y // 8)) % 8 * 6
        box = (scene * 97 + channel * channel * 71) % 256
        value = np.where(ground, soil, sky)
        picture[..., channel] = np.where(inside & ~hole, box, value)
    return picture.astype(np.uint8)
