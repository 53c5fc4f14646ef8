import { gone, is, keep, refused, type Step, type Walk } from './walk.ts'

const service = 'ssm'
const content = (command: string) =>
  `{"schemaVersion":"2.2","description":"walk","mainSteps":[{"action":"aws:runShellScript","name":"run","inputs":{"runCommand":["${command}"]}}]}`

/** Tags a resource of Systems Manager and takes one tag away. */
const tagged = (type: string, id: string): readonly Step[] => [
  [`add-tags-to-resource --resource-type ${type} --resource-id ${id} --tags Key=stage,Value=test`],
  [
    `list-tags-for-resource --resource-type ${type} --resource-id ${id}`,
    "TagList[?Key=='stage'].Value",
    is(['test']),
  ],
  [`remove-tags-from-resource --resource-type ${type} --resource-id ${id} --tag-keys stage`],
  [
    `list-tags-for-resource --resource-type ${type} --resource-id ${id}`,
    "TagList[?Key=='stage']",
    gone,
  ],
]

/** What Systems Manager keeps. */
export const systemsManagerWalks: readonly Walk[] = [
  {
    resource: 'a parameter',
    service,
    steps: [
      [
        "put-parameter --name /walk/one --type String --value 'a value' --tags Key=course,Value=ec2",
        'Version',
        is(1),
      ],
      ...tagged('Parameter', '/walk/one'),
      [
        'put-parameter --name /walk/one --type String --value two',
        undefined,
        refused('ParameterAlreadyExists'),
      ],
      ['put-parameter --name /walk/one --value two --overwrite', 'Version', is(2)],
      [
        'label-parameter-version --name /walk/one --parameter-version 1 --labels old',
        'InvalidLabels',
        gone,
      ],
      ['get-parameter --name /walk/one:old', 'Parameter.Value', is('a value')],
      [
        'get-parameters-by-path --path /walk --recursive',
        'Parameters[].[Name,Value,Version]',
        is([['/walk/one', 'two', 2]]),
      ],
      [
        'describe-parameters --parameter-filters Key=Name,Option=BeginsWith,Values=/walk',
        'Parameters[].[Name,Type]',
        is([['/walk/one', 'String']]),
      ],
      ['delete-parameter --name /walk/one'],
      ['get-parameters-by-path --path /walk --recursive', 'Parameters', gone],
      ['get-parameter --name /walk/one', undefined, refused('ParameterNotFound')],
    ],
  },
  {
    resource: 'a document',
    service,
    steps: [
      [
        `create-document --name walk --document-type Command --content '${content('date')}' --tags Key=course,Value=ec2`,
        'DocumentDescription.DocumentVersion',
        is('1'),
      ],
      ...tagged('Document', 'walk'),
      [
        `update-document --name walk --document-version 1 --content '${content('uptime')}'`,
        'DocumentDescription.DocumentVersion',
        is('2'),
      ],
      [
        'update-document-default-version --name walk --document-version 2',
        'Description.DefaultVersion',
        is('2'),
      ],
      [
        'list-documents --filters Key=Owner,Values=Self Key=DocumentType,Values=Command',
        'DocumentIdentifiers[].[Name,DocumentVersion]',
        is([['walk', '2']]),
      ],
      ['describe-document --name walk', 'Document.Status', is('Active')],
      ['delete-document --name walk'],
      ['list-documents --filters Key=Owner,Values=Self', 'DocumentIdentifiers', gone],
      ['describe-document --name walk', undefined, refused('InvalidDocument')],
    ],
  },
  {
    resource: 'an association',
    service,
    steps: [
      [
        'create-association --name AWS-RunShellScript --association-name walk --targets Key=tag:Name,Values=walk --parameters commands=date --tags Key=course,Value=ec2',
        'AssociationDescription.AssociationId',
        keep('association'),
      ],
      ...tagged('Association', '$association'),
      [
        // What is not named again is taken away.
        "update-association --association-id $association --association-name stroll --targets Key=tag:Name,Values=walk --parameters commands=uptime --schedule-expression 'rate(1 hour)'",
        'AssociationDescription.AssociationVersion',
        is('2'),
      ],
      [
        'list-associations --association-filter-list key=AssociationName,value=stroll',
        'Associations[].[AssociationId,ScheduleExpression]',
        is([['$association', 'rate(1 hour)']]),
      ],
      ['delete-association --association-id $association'],
      ['list-associations', 'Associations', gone],
      [
        'describe-association --association-id $association',
        undefined,
        refused('AssociationDoesNotExist'),
      ],
    ],
  },
]
