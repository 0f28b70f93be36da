"""How often a part that ends by itself is begun again, before everything is stopped."""

from __future__ import annotations

from dataclasses import dataclass

# Seconds before the first, second ... new beginning. A part that then lived this long begins to count anew.
PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0)
CALM = 300.0


@dataclass
class Patience:
    """Of one part."""

    used: int = 0
    began: float = 0.0

    def next_pause(self, now: float) -> float | None:
        """How long to wait before it is begun again; None when it has ended too often."""
        if now - self.began > CALM:
            self.used = 0
        if self.used == len(PAUSES):
            return None
        pause = PAUSES[self.used]
        self.used += 1
        self.began = now + pause
        return pause
