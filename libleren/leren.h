/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#define LEREN_INSIDE

#include "core/leren-declaration.h"
#include "core/leren-enum.h"
#include "core/leren-enums.h"
#include "core/leren-error.h"
#include "core/leren-field.h"
#include "core/leren-record-members.h"
#include "core/leren-record.h"
#include "core/leren-unknown-record.h"
#include "core/leren-version.h"

#include "theory/leren-concept.h"
#include "theory/leren-framework.h"
#include "theory/leren-theory.h"

#include "model/leren-action-cycle.h"
#include "model/leren-record-types.h"
#include "model/leren-schema.h"

#include "store/leren-admission.h"
#include "store/leren-audit.h"
#include "store/leren-journal.h"
#include "store/leren-merge-conflict.h"
#include "store/leren-merge.h"
#include "store/leren-pages.h"
#include "store/leren-query.h"
#include "store/leren-store.h"
#include "store/leren-transaction.h"

#include "snapshot/leren-scope.h"
#include "snapshot/leren-snapshot.h"
#include "snapshot/leren-table.h"

#include "analysis/leren-agreement.h"
#include "analysis/leren-cycles.h"
#include "analysis/leren-diagnosis.h"
#include "analysis/leren-dialogue.h"
#include "analysis/leren-finding.h"
#include "analysis/leren-findings.h"
#include "analysis/leren-history-event.h"
#include "analysis/leren-history.h"
#include "analysis/leren-judgements.h"
#include "analysis/leren-profile.h"
#include "analysis/leren-rule.h"
#include "analysis/leren-similar-case.h"
#include "analysis/leren-similar-settings.h"
#include "analysis/leren-similar.h"
#include "analysis/leren-survival.h"
#include "analysis/leren-spiral.h"
#include "analysis/leren-unitizing.h"

#include "exchange/leren-exporter.h"
#include "exchange/leren-format.h"
#include "exchange/leren-importer.h"

#include "privacy/leren-erasure.h"
#include "privacy/leren-pseudonymiser.h"
#include "privacy/leren-retention-plan.h"
#include "privacy/leren-retention.h"

#include "report/leren-report.h"

#include "leren-enum-types.h"

#undef LEREN_INSIDE
