"""Small tables that between them offer every kind of column an operation may ask for."""

from __future__ import annotations

import pandas as pd


def orders() -> pd.DataFrame:
    """Twelve orders: numbers, few-valued and free text, two dates, a negative column."""
    ordered = ["01-05 08:30", "01-20 09:15", "02-11 10:00", "03-02 11:45", "05-08 12:00", "05-13 13:10"]
    later = ["07-15 14:30", "08-19 15:20", "09-21 16:10", "10-01 17:00", "11-14 18:30", "12-30 19:45"]
    regions = ["North", "South", "North", "East", "East", "South", "North", "East", "South", "North", "East", "East"]
    comments = ["fast delivery", "late - box 12", "good buy", "item 7 broken", "nice shop", "ok but slow"]
    return pd.DataFrame(
        {
            "customer_id": [1, 2, 3, 1, 2, 4, 5, 1, 3, 2, 6, 4],
            "Region": regions,
            "channel": ["web", "shop", "web", "web", "phone", "shop"] * 2,
            "price": [10.555, 20.25, 5.125, 8.333, 12.5, 7.75, 100.111, 3.333, 9.99, 11.111, 45.5, 6.6],
            "quantity": list(range(1, 13)),
            "cost": [4, 18, 2, 9, 6, 3, 50, 1, 4, 6, 20, 5],
            "balance": [-5.5, 3.2, -1.0, 4.4, 7.0, -2.2, 8.8, 1.1, 0.5, -9.9, 2.0, 3.0],
            "ordered_at": pd.to_datetime([f"2023-{moment}" for moment in [*ordered, *later]]),
            "shipped_at": pd.date_range("2023-02-01", periods=12, freq="31D"),
            "comment": [*comments, *(f"{comment} indeed" for comment in comments)],
        }
    )


def people() -> pd.DataFrame:
    """Eight people as they come from a form: repeats, gaps, numbers and dates as text, an index out of order."""
    return pd.DataFrame(
        {
            "Full Name": ["Ann Lee", " Bob Ray", "Cy Dow ", "Ann Lee", "Eve Fox", "Dan Orr", "Ann Lee", "Flo May"],
            "City": ["Oslo", "Rome", None, "Oslo", "Rome", "Oslo", "Oslo", "Bern"],
            "Score": [1.5, None, 3.25, 1.5, None, 6.0, 1.5, 2.0],
            "Age": [30, 41, None, 30, 28, None, 30, 51],
            "Visits": [3, 5, 2, 3, 5, 5, 3, 2],
            "Paid": ["$1,200.50", "$90.00", "$5.25", "$1,200.50", "$75.10", "$12.00", "$1,200.50", "$33.00"],
            "Code": ["12", "7", "30", "12", "8", "15", "12", "9"],
            "Joined": [f"2023-0{day}" for day in ("1-05", "2-07", "3-09", "1-05", "5-01", "6-02", "1-05", "7-07")],
            "Tags": ["a, b", "b, c", "a", "a, b", "c", "b", "a, b", "a, c"],
            "Active": [True, False, True, True, False, True, True, False],
        },
        index=[3, 1, 4, 2, 5, 9, 7, 8],
    )


def panel() -> pd.DataFrame:
    """One value per city and year."""
    cities = ["Oslo"] * 3 + ["Rome"] * 3 + ["Bern"] * 3
    return pd.DataFrame({"city": cities, "year": [2022, 2023, 2024] * 3, "sales": [3.5, 4, 5, 6, 7, 8, 5.5, 6.5, 8.5]})


def grades() -> pd.DataFrame:
    """Numbers with gaps behind one name per row."""
    return pd.DataFrame({"pupil": ["Al", "Bea", "Cem"], "maths": [1.0, None, 3.0], "art": [2.25, 2.0, None]})


def baskets() -> pd.DataFrame:
    """Lists in cells."""
    return pd.DataFrame({"user": ["a", "b", "c"], "items": [["x", "y"], ["z"], ["x", "z", "w"]], "visits": [1, 2, 3]})


def customers() -> pd.DataFrame:
    """One row per customer of :func:`orders`; one more, two fewer."""
    return pd.DataFrame({"customer_id": [1, 2, 3, 4, 9], "segment": ["b2b", "b2c", "b2b", "b2c", "b2b"]})


def targets() -> pd.DataFrame:
    """One row per customer and region."""
    return pd.DataFrame({"customer_id": [1, 2, 3], "Region": ["North", "South", "North"], "target": [5, 6, 7]})


def yearly() -> pd.DataFrame:
    """Two measures with a column a year, and an index with repeats."""
    return pd.DataFrame(
        {"shop": ["a", "b", "c"], "sales_2022": [1, 2, 3], "sales_2023": [4, 5, 6], "cost_2022": [7, 8, 9],
         "cost_2023": [1, 0, 1]},
        index=[4, 4, 2],
    )  # fmt: skip


def measured() -> pd.DataFrame:
    """Numbers alone, some of them missing."""
    return pd.DataFrame({"x": [1.0, None, 3.0, 0.0], "y": [2.0, None, 6.0, 8.0], "z": [0, 1, 2, 3]})


def repeated() -> pd.DataFrame:
    """A column label that stands twice."""
    return pd.DataFrame([[1, 2.5, 3.5], [4, 5.0, 6.5]], columns=["k", "v", "v"])


def levelled() -> pd.DataFrame:
    """Column labels of two levels."""
    columns = pd.MultiIndex.from_product([["wheat", "rye"], ["low", "high"]])
    return pd.DataFrame([[1, 2, 4, 3], [5, 6, 7, 9]], index=["x", "y"], columns=columns)


SINGLE = (
    *((orders(),), (people(),), (panel(),), (grades(),), (baskets(),), (yearly(),), (measured(),)),
    *((levelled(),), (repeated(),)),
)
PAIRS = (
    (orders(), customers()),
    (customers(), orders()),
    (orders().iloc[:8], orders().iloc[5:]),
    (orders(), targets()),
    (orders()[["quantity", "price"]], customers().rename(columns={"customer_id": "id"})),
    (customers()[["segment"]], pd.DataFrame({"since": [2019, 2020, 2021, 2019, 2022]})),
)
