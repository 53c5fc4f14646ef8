/** Lines of the AWS CLI to the operations and inputs that they name, and answers as the CLI shows them; pure. */
export { commandsOf, readCommand, type ReadCommand } from './read-command.ts'
export { showOutput } from './show-output.ts'
export { CommandLineError, type ArgumentValue } from './typed-value.ts'
