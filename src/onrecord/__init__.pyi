from onrecord.errors import InputError as InputError
from onrecord.errors import OnrecordError as OnrecordError
from onrecord.ledger import Ledger as Ledger
from onrecord.model import Record as Record
from onrecord.model import Report as Report
from onrecord.views.api import read as read
from onrecord.views.api import read_many as read_many
from onrecord.views.ledgers import open as open
