import { gone, is, keep, refused, type Walk } from './walk.ts'

const trust =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
const document = (action: string) =>
  `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"${action}","Resource":"*"}]}`

const service = 'iam'

/** Who may do what. */
export const identityWalks: readonly Walk[] = [
  {
    resource: 'a user',
    service,
    steps: [
      ['create-user --user-name walker --tags Key=course,Value=ec2', 'User.UserName', is('walker')],
      ['tag-user --user-name walker --tags Key=stage,Value=test'],
      ['list-user-tags --user-name walker', 'Tags[].Key', is(['course', 'stage'])],
      ['untag-user --user-name walker --tag-keys stage'],
      ['get-user --user-name walker', 'User.Tags[].Value', is(['ec2'])],
      ['create-access-key --user-name walker', 'AccessKey.AccessKeyId', keep('key')],
      ['update-access-key --user-name walker --access-key-id $key --status Inactive'],
      [
        'list-access-keys --user-name walker',
        'AccessKeyMetadata[].[AccessKeyId,Status]',
        is([['$key', 'Inactive']]),
      ],
      [
        `put-user-policy --user-name walker --policy-name own --policy-document ${document('ec2:*')}`,
      ],
      ['list-user-policies --user-name walker', 'PolicyNames', is(['own'])],
      ['update-user --user-name walker --new-user-name runner --new-path /team/'],
      ['list-users --path-prefix /team/', 'Users[].UserName', is(['runner'])],
      ['delete-user --user-name runner', undefined, refused('DeleteConflict')],
      ['delete-user-policy --user-name runner --policy-name own'],
      ['delete-access-key --user-name runner --access-key-id $key'],
      ['delete-user --user-name runner'],
      ['list-users --path-prefix /team/', 'Users', gone],
      ['get-user --user-name runner', undefined, refused('NoSuchEntity')],
    ],
  },
  {
    resource: 'a group',
    service,
    steps: [
      ['create-group --group-name walkers', 'Group.GroupName', is('walkers')],
      ['create-user --user-name member'],
      ['add-user-to-group --group-name walkers --user-name member'],
      ['get-group --group-name walkers', 'Users[].UserName', is(['member'])],
      [
        'attach-group-policy --group-name walkers --policy-arn arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess',
      ],
      [
        'list-attached-group-policies --group-name walkers',
        'AttachedPolicies[].PolicyName',
        is(['AmazonEC2ReadOnlyAccess']),
      ],
      ['update-group --group-name walkers --new-group-name runners'],
      ['list-groups-for-user --user-name member', 'Groups[].GroupName', is(['runners'])],
      [
        'detach-group-policy --group-name runners --policy-arn arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess',
      ],
      ['remove-user-from-group --group-name runners --user-name member'],
      ['delete-user --user-name member'],
      ['delete-group --group-name runners'],
      ['list-groups', "Groups[?GroupName=='runners']", gone],
      ['get-group --group-name runners', undefined, refused('NoSuchEntity')],
    ],
  },
  {
    resource: 'a policy and its versions',
    service,
    steps: [
      [
        `create-policy --policy-name walk --description 'a walk' --policy-document ${document('ec2:Describe*')} --tags Key=course,Value=ec2`,
        'Policy.Arn',
        keep('policy'),
      ],
      ['tag-policy --policy-arn $policy --tags Key=stage,Value=test'],
      ['list-policy-tags --policy-arn $policy', 'Tags[].Key', is(['course', 'stage'])],
      ['untag-policy --policy-arn $policy --tag-keys stage'],
      [
        `create-policy-version --policy-arn $policy --set-as-default --policy-document ${document('ec2:*')}`,
        'PolicyVersion.VersionId',
        is('v2'),
      ],
      [
        'get-policy-version --policy-arn $policy --version-id v2',
        'PolicyVersion.[IsDefaultVersion,Document.Statement[0].Action]',
        is([true, 'ec2:*']),
      ],
      ['delete-policy-version --policy-arn $policy --version-id v1'],
      ['list-policy-versions --policy-arn $policy', 'Versions[].VersionId', is(['v2'])],
      ['list-policies --scope Local', "Policies[?PolicyName=='walk'].DefaultVersionId", is(['v2'])],
      ['delete-policy --policy-arn $policy'],
      ['list-policies --scope Local', "Policies[?PolicyName=='walk']", gone],
      ['get-policy --policy-arn $policy', undefined, refused('NoSuchEntity')],
    ],
  },
  {
    resource: 'a role and an instance profile',
    service,
    steps: [
      [
        `create-role --role-name walk --assume-role-policy-document ${trust} --tags Key=course,Value=ec2`,
        'Role.AssumeRolePolicyDocument.Statement[0].Effect',
        is('Allow'),
      ],
      ['tag-role --role-name walk --tags Key=stage,Value=test'],
      ['list-role-tags --role-name walk', 'Tags[].Key', is(['course', 'stage'])],
      ['untag-role --role-name walk --tag-keys stage'],
      ['update-role --role-name walk --description strolling --max-session-duration 7200'],
      [
        'get-role --role-name walk',
        'Role.[Description,MaxSessionDuration]',
        is(['strolling', 7200]),
      ],
      [
        'attach-role-policy --role-name walk --policy-arn arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
      ],
      [
        'list-attached-role-policies --role-name walk',
        'AttachedPolicies[].PolicyName',
        is(['AmazonSSMManagedInstanceCore']),
      ],
      ['create-instance-profile --instance-profile-name walk'],
      ['tag-instance-profile --instance-profile-name walk --tags Key=stage,Value=test'],
      ['list-instance-profile-tags --instance-profile-name walk', 'Tags[].Key', is(['stage'])],
      ['add-role-to-instance-profile --instance-profile-name walk --role-name walk'],
      [
        'list-instance-profiles-for-role --role-name walk',
        'InstanceProfiles[].[InstanceProfileName,Roles[0].RoleName]',
        is([['walk', 'walk']]),
      ],
      ['delete-role --role-name walk', undefined, refused('DeleteConflict')],
      ['remove-role-from-instance-profile --instance-profile-name walk --role-name walk'],
      ['delete-instance-profile --instance-profile-name walk'],
      [
        'detach-role-policy --role-name walk --policy-arn arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
      ],
      ['delete-role --role-name walk'],
      ['get-role --role-name walk', undefined, refused('NoSuchEntity')],
      ['get-instance-profile --instance-profile-name walk', undefined, refused('NoSuchEntity')],
    ],
  },
]
