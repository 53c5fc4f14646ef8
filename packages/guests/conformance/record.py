import json,subprocess,tempfile,os,shutil,re
base=os.path.dirname(os.path.abspath(__file__))+'/'
lines=open(base+'commands.txt').read()
# commands: one per line, here-documents and open quotes continue
cases=[];cat=None
L=lines.split('\n');i=0
while i<len(L):
    l=L[i];i+=1
    if not l.strip(): continue
    m=re.match(r'^# (.*)$',l)
    if m: cat=m.group(1);continue
    h=re.search(r"<<-?'?(END)'?",l)
    if h and '<<<' not in l:
        while True:
            l+='\n'+L[i];i+=1
            if L[i-1].strip()=='END':break
    elif l=='echo "multi' or l.endswith('\\') and l.startswith('echo one'):
        l+='\n'+L[i];i+=1
    cases.append((cat,l))
prelude=open(base+'prelude.sh').read()
rec=[]
for cat,c in cases:
    d=tempfile.mkdtemp(dir='/tmp',prefix='conf'); os.chmod(d,0o755)
    subprocess.run(['chown','-R','nobody',d])
    env={'HOME':d,'PATH':'/usr/local/bin:/usr/bin:/bin','LANG':'C.UTF-8','TZ':'UTC','TERM':'dumb'}
    open(d+'/.prelude','w').write(prelude)
    p=subprocess.run(['setpriv','--reuid=65534','--regid=65534','--clear-groups','bash','-c',f'. ./.prelude; rm -f .prelude; rm -rf ~/.cache; exec bash -c "$0"',c],cwd=d,env=env,stdin=subprocess.DEVNULL,capture_output=True,timeout=20)
    o=p.stdout.decode('utf8','replace').replace(d,'/work');e=p.stderr.decode('utf8','replace').replace(d,'/work')
    rec.append({'category':cat,'command':c,'code':p.returncode,'stdout':o,'stderr':e})
    shutil.rmtree(d,ignore_errors=True)
print(len(rec), len(set(c['category'] for c in rec)))
json.dump(rec,open(base+'recorded.json','w'),ensure_ascii=False,indent=1)
from collections import Counter
print(Counter(c['category'] for c in rec))
