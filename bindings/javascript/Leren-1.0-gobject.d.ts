// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What GObject.registerClass() takes besides: the name of a record type. It belongs to Leren-1.0.d.ts.

import '@girs/gobject-2.0';

// by where the versions of @girs/gobject-2.0 have it
declare module '@girs/gobject-2.0/gobject-2.0' {
    interface MetaInfo<Props, Interfaces, Sigs> {
        RecordType?: string;
    }
    namespace GObject {
        interface MetaInfo<Props, Interfaces, Sigs> {
            RecordType?: string;
        }
    }
}
