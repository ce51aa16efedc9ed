"""One training run: learning-rate schedule, resumable checkpoints, a log line now and then."""

import math
import time
from pathlib import Path

import torch


class Run:
    """Counts steps to `steps`, or to `minutes` of wall time if that comes first; the schedule follows whichever is nearer its end."""

    def __init__(self, folder: Path, name: str, modules: dict[str, torch.nn.Module], steps: int, minutes: float, rate: float):
        self.path, self.name, self.modules = folder / f"{name}.pt", name, modules
        self.steps, self.minutes, self.rate = steps, minutes, rate
        parameters = [p for module in modules.values() for p in module.parameters() if p.requires_grad]
        decayed = [p for p in parameters if p.dim() > 1]
        plain = [p for p in parameters if p.dim() <= 1]
        self.optimizer = torch.optim.AdamW(
            [{"params": decayed, "weight_decay": 0.02}, {"params": plain, "weight_decay": 0.0}], lr=rate, betas=(0.9, 0.98)
        )
        self.parameters = parameters
        self.step, self.spent, self.averages = 0, 0.0, {}
        self.began = self.logged = self.saved = time.time()
        if self.path.exists():
            state = torch.load(self.path, weights_only=False)
            for key, module in modules.items():
                module.load_state_dict(state["modules"][key])
            if "optimizer" in state:
                self.optimizer.load_state_dict(state["optimizer"])
            self.step, self.spent = state["step"], state["spent"]

    @property
    def progress(self) -> float:
        elapsed = (self.spent + time.time() - self.began) / 60
        return min(1.0, max(self.step / self.steps, elapsed / self.minutes))

    @property
    def finished(self) -> bool:
        return self.progress >= 1.0

    def update(self, loss: torch.Tensor, **figures: float) -> None:
        """One optimiser step: warm-up over the first 2 % (at least 100 steps), then a cosine to 2 % of the rate."""
        rate = self.rate * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * self.progress)))
        rate *= min(1.0, (self.step + 1) / max(100, self.steps * 0.02))
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        self.step += 1
        for key, value in {"loss": loss.item(), **figures}.items():
            self.averages[key] = 0.98 * self.averages.get(key, value) + 0.02 * value
        if time.time() - self.logged > 20:
            words = " ".join(f"{key} {value:.3f}" for key, value in self.averages.items())
            print(f"{self.name} step {self.step} progress {self.progress:.3f} rate {rate:.2e} {words}", flush=True)
            self.logged = time.time()
        if time.time() - self.saved > 300:
            self.save()

    def save(self, final: bool = False) -> None:
        modules = {key: module.state_dict() for key, module in self.modules.items()}
        state = {"modules": modules, "step": self.step, "spent": self.spent + time.time() - self.began}
        if not final:
            state["optimizer"] = self.optimizer.state_dict()
        part = self.path.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.path)
        self.saved = time.time()
