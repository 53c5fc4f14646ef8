import type { CommandNode } from 'just-bash'
import { LoopJump } from './control-flow.ts'
import { runStatements, runToEnd } from './execute.ts'
import { expandArithmetic, expandPattern, expandText, expandWords } from './expand.ts'
import { matchesPattern } from './pattern.ts'
import type { Shell } from './shell.ts'

type Compound = Exclude<
  CommandNode,
  { type: 'SimpleCommand' | 'FunctionDef' | 'ArithmeticCommand' | 'ConditionalCommand' }
>
type Statements = Extract<CommandNode, { type: 'Group' }>['body']

export async function runCompound(shell: Shell, command: Compound): Promise<number> {
  switch (command.type) {
    case 'Group':
      return runStatements(shell, command.body)
    case 'Subshell': {
      const child = shell.fork()
      const status = await runToEnd(child, { type: 'Script', statements: command.body })
      // What is said of it afterwards is said of its own lines.
      shell.line = child.line
      if (!shell.inTrap) shell.command = command
      shell.signal.throwIfAborted()
      return status
    }
    case 'If':
      for (const clause of command.clauses)
        if (await condition(shell, clause.condition)) return body(shell, clause.body)
      return command.elseBody ? body(shell, command.elseBody) : 0
    case 'While':
      return loop(shell, () => condition(shell, command.condition), command.body)
    case 'Until':
      return loop(shell, async () => !(await condition(shell, command.condition)), command.body)
    case 'For': {
      const words = command.words ? await expandWords(shell, command.words) : [...shell.parameters]
      let index = 0
      return loop(
        shell,
        async () => {
          const word = words[index++]
          if (word === undefined) return false
          shell.variables.set(command.variable, word)
          return true
        },
        command.body,
      )
    }
    case 'CStyleFor': {
      const evaluate = (expression: typeof command.init): Promise<bigint> =>
        expression ? expandArithmetic(shell, expression.originalText ?? '0') : Promise.resolve(1n)
      await evaluate(command.init)
      return loop(
        shell,
        async () => (await evaluate(command.condition)) !== 0n,
        command.body,
        async () => {
          await evaluate(command.update)
        },
      )
    }
    case 'Case': {
      const subject = await expandText(shell, command.word)
      let falling = false
      shell.status = 0
      for (const item of command.items) {
        const matches = falling || (await anyMatches(shell, item.patterns, subject))
        if (!matches) continue
        await runStatements(shell, item.body)
        if (item.terminator === ';;') return shell.status
        falling = item.terminator === ';&'
      }
      return shell.status
    }
  }
}

async function anyMatches(
  shell: Shell,
  patterns: Extract<CommandNode, { type: 'Case' }>['items'][number]['patterns'],
  subject: string,
): Promise<boolean> {
  for (const pattern of patterns)
    if (
      matchesPattern(subject, await expandPattern(shell, pattern), shell.shopt.get('nocasematch'))
    )
      return true
  return false
}

async function condition(shell: Shell, statements: Statements): Promise<boolean> {
  shell.guarded++
  try {
    return (await runStatements(shell, statements)) === 0
  } finally {
    shell.guarded--
  }
}

async function body(shell: Shell, statements: Statements): Promise<number> {
  shell.status = 0
  return runStatements(shell, statements)
}

async function loop(
  shell: Shell,
  again: () => Promise<boolean>,
  statements: Statements,
  after?: () => Promise<void>,
): Promise<number> {
  shell.loopDepth++
  let status = 0
  try {
    while (await again()) {
      await shell.machine.scheduler.breathe(shell.process)
      shell.signal.throwIfAborted()
      try {
        status = await body(shell, statements)
      } catch (error) {
        if (!(error instanceof LoopJump)) throw error
        if (error.levels > 1 && shell.loopDepth > 1) {
          error.levels--
          throw error
        }
        status = 0
        if (error.kind === 'break') break
      }
      await after?.()
    }
  } catch (error) {
    // `break` in the condition itself.
    if (!(error instanceof LoopJump) || (error.levels > 1 && shell.loopDepth > 1)) throw error
  } finally {
    shell.loopDepth--
  }
  return status
}
