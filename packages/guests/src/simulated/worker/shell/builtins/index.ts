import type { Shell } from '../shell.ts'
import { controlBuiltins } from './control.ts'
import { directoryBuiltins } from './directories.ts'
import { jobBuiltins } from './job-control.ts'
import { outputBuiltins } from './output.ts'
import { readBuiltins } from './read.ts'
import { settingBuiltins } from './settings.ts'
import { variableBuiltins } from './declare.ts'

/** A command that the shell carries out itself; answers its exit code. */
export type Builtin = (shell: Shell, args: string[]) => Promise<number>

export const builtins: Readonly<Record<string, Builtin | undefined>> = Object.assign(
  // A guest's words are looked up here: nothing may be inherited.
  Object.create(null),
  controlBuiltins,
  directoryBuiltins,
  jobBuiltins,
  outputBuiltins,
  readBuiltins,
  settingBuiltins,
  variableBuiltins,
)
