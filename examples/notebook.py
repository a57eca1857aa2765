"""A campaign in a notebook: each part below `# %%` is a cell, in editors that know such cells.

It reads a sample workbook, which stays as it is, and drafts a copy of it in a folder of its own.
"""

# %% Open a campaign
import shutil
import tempfile
from pathlib import Path

from planner.campaign import Campaign
from planner.templating.shipped import samples

sample = samples() / "job_search.xlsx"
campaign = Campaign.open(sample)

# %% The contacts: one column a field, typed values, indexed by who the person is
contacts = campaign.contacts_frame()
print(contacts[["name", "company", "channel", "deadline"]].head())
print(contacts["channel"].value_counts())

# %% What stands between these contacts and a message
findings = campaign.findings_frame()
print(findings.groupby(["severity", "slug"]).size())
print(findings.loc[findings["slug"] == "purpose-missing", ["cell", "message", "hint"]])

# %% The drafts as they would be written now; nothing is written
drafts = campaign.drafts_frame()
drafts["length"] = drafts["text"].str.len()
print(drafts.groupby("channel")["length"].describe()[["count", "mean", "max"]])
print(drafts["text"].iloc[0])

# %% Draft for good, in a copy, and look at the Tracking sheet
with tempfile.TemporaryDirectory() as folder:
    workbook = Path(shutil.copy(sample, folder))
    report = Campaign.open(workbook).draft()
    print(f"{report.drafted} drafted, {report.flagged} flagged")
    tracking = Campaign.open(workbook).tracking_frame()

print(tracking["Status"].value_counts())
print(contacts.join(tracking.set_index("Contact ID")["Status"])[["name", "Status"]].head())
