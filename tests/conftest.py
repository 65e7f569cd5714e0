"""What every test has: nothing that the sandbox emits may differ from what the platforms emit."""

from __future__ import annotations

from truth.fixtures import nothing_but_the_truth, schema_checker, schemas

__all__ = ["nothing_but_the_truth", "schema_checker", "schemas"]
