import { createActor } from 'xstate';
import type { ActorScope, AnyStateMachine, ExecutableActionObject } from 'xstate';

type Scope = ActorScope<never, never, never>;

const scopes = new WeakMap<AnyStateMachine, Scope>();

/**
 * What XState wants around a pure step. Its own `transition` makes an actor, and with it the machine's first state, at every
 * call; here one that never starts serves all steps of a machine (a third of the time of a step). Actions are collected,
 * never run.
 */
export function inertScope(
  machine: AnyStateMachine,
  collect: (action: ExecutableActionObject) => void = nothing,
): Scope {
  let scope = scopes.get(machine);
  if (!scope) {
    const self = createActor(machine, { input: {} as never });
    scope = {
      self,
      system: self.system,
      id: '',
      sessionId: '',
      defer: nothing,
      emit: nothing,
      logger: nothing,
      stopChild: nothing,
      actionExecutor: nothing,
    } as unknown as Scope;
    scopes.set(machine, scope);
  }
  return { ...scope, actionExecutor: collect as Scope['actionExecutor'] };
}

function nothing(): void {}
