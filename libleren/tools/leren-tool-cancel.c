/* Copyright The libleren authors
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tools/leren-tool-cancel-private.h"

#include <pthread.h>
#include <signal.h>

static sigset_t signals;

static gpointer
wait_for_signal (gpointer data)
{
  int number;

  if (sigwait (&signals, &number) == 0)
    {
      g_cancellable_cancel (data);
      sigwait (&signals, &number);
      signal (number, SIG_DFL);
      pthread_sigmask (SIG_UNBLOCK, &signals, NULL);
      raise (number);
    }
  return NULL;
}

GCancellable *
tool_interruptible (void)
{
  GCancellable *cancellable = g_cancellable_new ();

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  sigaddset (&signals, SIGHUP);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  g_thread_unref (g_thread_new ("leren-signals", wait_for_signal, g_object_ref (cancellable)));
  return cancellable;
}
