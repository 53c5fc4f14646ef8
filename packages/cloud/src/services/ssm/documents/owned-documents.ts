import type { DocumentRecord, DocumentType } from './document.ts'

/** When these documents were last changed: a stated moment, for AWS's own dates differ by Region. */
const createdAt = Date.UTC(2024, 0, 1)

const portPattern =
  '^([1-9]|[1-9][0-9]{1,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$'
const localPortPattern = portPattern.replace('[1-9]|', '[0-9]|')

const localPortNumber = {
  type: 'String',
  description:
    '(Optional) Port number on local machine to forward traffic to. An open port is chosen at run-time if not provided',
  allowedPattern: localPortPattern,
  default: '0',
}

const timeoutPattern =
  '([1-9][0-9]{0,4})|(1[0-6][0-9]{4})|(17[0-1][0-9]{3})|(172[0-7][0-9]{2})|(172800)'

const scriptParameters = (script: string) => ({
  commands: {
    type: 'StringList',
    description: `(Required) Specify ${script} to run.`,
    minItems: 1,
    displayType: 'textarea',
  },
  workingDirectory: {
    type: 'String',
    default: '',
    description: '(Optional) The path to the working directory on your instance.',
    maxChars: 4096,
  },
  executionTimeout: {
    type: 'String',
    default: '3600',
    description:
      '(Optional) The time in seconds for a command to complete before it is considered to have failed. Default is 3600 (1 hour). Maximum is 172800 (48 hours).',
    allowedPattern: timeoutPattern,
  },
})

const scriptProperties = (plugin: string) => ({
  [plugin]: {
    properties: [
      {
        id: `0.${plugin}`,
        runCommand: '{{ commands }}',
        workingDirectory: '{{ workingDirectory }}',
        timeoutSeconds: '{{ executionTimeout }}',
      },
    ],
  },
})

const singleCommand = (kind: string) => ({
  command: { type: 'String', default: '', description: `(Optional) ${kind} command to run` },
})

const commandOnAll = (more: object) => {
  const properties = { commands: '{{ command }}', ...more }
  return { linux: properties, windows: properties, macos: properties }
}

const collected = ['Enabled', 'Disabled']
/** What the agent here collects, and what it leaves alone; the latter is only Windows', or costs a walk over the disk. */
const inventoryParameters = {
  applications: 'Enabled',
  awsComponents: 'Enabled',
  networkConfig: 'Enabled',
  instanceDetailedInformation: 'Enabled',
}

/** What AWS gives to every account and this cloud can run. */
const contents: readonly { name: string; type: DocumentType; content: object }[] = [
  {
    name: 'AWS-GatherSoftwareInventory',
    type: 'Policy',
    content: {
      schemaVersion: '2.0',
      description: 'Software Inventory Policy Document.',
      parameters: Object.fromEntries(
        Object.entries(inventoryParameters).map(([name, value]) => [
          name,
          {
            type: 'String',
            default: value,
            description: `(Optional) Collect data about ${name}.`,
            allowedValues: collected,
          },
        ]),
      ),
      mainSteps: [
        {
          action: 'aws:softwareInventory',
          name: 'collectSoftwareInventoryItems',
          inputs: Object.fromEntries(
            Object.keys(inventoryParameters).map((name) => [name, `{{ ${name} }}`]),
          ),
        },
      ],
    },
  },
  {
    name: 'AWS-RunPowerShellScript',
    type: 'Command',
    content: {
      schemaVersion: '1.2',
      description: 'Run a PowerShell script or specify the paths to scripts to run.',
      parameters: scriptParameters('the commands to run or the paths to existing scripts'),
      runtimeConfig: scriptProperties('aws:runPowerShellScript'),
    },
  },
  {
    name: 'AWS-RunShellScript',
    type: 'Command',
    content: {
      schemaVersion: '1.2',
      description: 'Run a shell script or specify the commands to run.',
      parameters: scriptParameters('a shell script or a command'),
      runtimeConfig: scriptProperties('aws:runShellScript'),
    },
  },
  {
    name: 'AWS-StartInteractiveCommand',
    type: 'Session',
    content: {
      schemaVersion: '1.0',
      description: 'Document to run single interactive command on an instance',
      sessionType: 'InteractiveCommands',
      parameters: singleCommand('Interactive'),
      properties: commandOnAll({ runAsElevated: false }),
    },
  },
  {
    name: 'AWS-StartNonInteractiveCommand',
    type: 'Session',
    content: {
      schemaVersion: '1.0',
      description: 'Document to run single non-interactive command on an instance',
      sessionType: 'NonInteractiveCommands',
      parameters: {
        ...singleCommand('Non-interactive'),
        separateOutputStream: {
          type: 'String',
          default: 'False',
          description: '(Optional) Whether standard output and standard error travel apart',
          allowedValues: ['True', 'False', 'true', 'false'],
        },
        stdoutSeparatorPrefix: {
          type: 'String',
          default: '',
          description: '(Optional) Put before standard output when the streams travel apart',
        },
        stderrSeparatorPrefix: {
          type: 'String',
          default: '',
          description: '(Optional) Put before standard error when the streams travel apart',
        },
      },
      properties: commandOnAll({
        runAsElevated: false,
        separateOutputStream: '{{ separateOutputStream }}',
        stdoutSeparatorPrefix: '{{ stdoutSeparatorPrefix }}',
        stderrSeparatorPrefix: '{{ stderrSeparatorPrefix }}',
      }),
    },
  },
  {
    name: 'AWS-StartPortForwardingSession',
    type: 'Session',
    content: {
      schemaVersion: '1.0',
      description: 'Document to start port forwarding session over Session Manager',
      sessionType: 'Port',
      parameters: {
        portNumber: {
          type: 'String',
          description: '(Optional) Port number of the server on the instance',
          allowedPattern: portPattern,
          default: '80',
        },
        localPortNumber,
      },
      properties: {
        portNumber: '{{ portNumber }}',
        type: 'LocalPortForwarding',
        localPortNumber: '{{ localPortNumber }}',
      },
    },
  },
  {
    name: 'AWS-StartPortForwardingSessionToRemoteHost',
    type: 'Session',
    content: {
      schemaVersion: '1.0',
      description: 'Document to start port forwarding session over Session Manager to remote host',
      sessionType: 'Port',
      parameters: {
        portNumber: {
          type: 'String',
          description: '(Optional) Port number of the server on the remote host',
          allowedPattern: portPattern,
          default: '80',
        },
        localPortNumber,
        host: {
          type: 'String',
          description: '(Optional) Hostname or IP address of the destination server',
          allowedPattern: '^[^,$^&()!;\'"<>`{}\\[\\]|#=\\s]{3,}$',
          default: 'localhost',
        },
      },
      properties: {
        portNumber: '{{ portNumber }}',
        type: 'LocalPortForwarding',
        localPortNumber: '{{ localPortNumber }}',
        host: '{{ host }}',
      },
    },
  },
  {
    name: 'AWS-StartSSHSession',
    type: 'Session',
    content: {
      schemaVersion: '1.0',
      description: 'Document to open given port connection over Session Manager',
      sessionType: 'Port',
      parameters: {
        portNumber: {
          type: 'String',
          description: '(Optional) Port number of SSH server on the instance',
          allowedPattern: portPattern,
          default: '22',
        },
      },
      properties: { portNumber: '{{ portNumber }}' },
    },
  },
]

export const ownedDocuments: ReadonlyMap<string, DocumentRecord> = new Map(
  contents.map(({ name, type, content }) => [
    name,
    {
      id: name,
      type,
      tags: [],
      createdAt,
      defaultVersion: 1,
      versions: [
        { number: 1, content: JSON.stringify(content, null, 2), format: 'JSON', createdAt },
      ],
    },
  ]),
)
