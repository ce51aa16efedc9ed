/** What a question wants; decides the tool and its arguments (`expected-call.ts`) and the answer's wording. */
export type Want =
  | 'when'
  | 'when-there'
  | 'what-action'
  | 'what-happens'
  | 'who'
  | 'where'
  | 'where-there'
  | 'colour'
  | 'yes-no'
  | 'yes-no-there'
  | 'which-video'
  | 'count'
  | 'count-place'
  | 'before'
  | 'after'
  | 'said-when'
  | 'said-what'
  | 'said-yes-no'
  | 'said-all'
  | 'said-at'
  | 'list'
  | 'count-videos'
  | 'length'
  | 'what-at'
  | 'what-between'
  | 'describe'
  | 'actions'
  | 'ask-colour'
  | 'ask-deed'
  | 'chat';

/** Wordings with slots, in English. `{in}` is a place or nothing; `{place}` is always a place. */
export const englishPatterns: Readonly<Record<Want, readonly string[]>> = {
  when: [
    'When does {the} {inf}{in}?',
    'When is {the} {ing}{in}?',
    'At what time does {the} {inf}{in}?',
    'At which moment does {the} {inf}{in}?',
    'Find the moment when {the} {third}{in}',
    'Show me when {the} {third}{in}',
    'Find {a} {ing}{in}',
    'Show me {the} {ing}{in}',
    'When can I see {the} {ing}{in}?',
    'Which moment shows {a} {ing}{in}?',
    'When do we see {the} {inf}{in}?',
    'I am looking for {a} that {third}{in}',
    'Search for {a} {ing}{in}',
    'Give me the clip where {the} {third}{in}',
    'When did {the} {inf}{in}?',
  ],
  'when-there': [
    'When can {the} be seen{in}?',
    'When is {the} there{in}?',
    'Find {the}{in}',
    'Show me {a}{in}',
    'When do we see {the}{in}?',
    'Where in the video is {the}{in}?',
  ],
  'what-action': [
    'What does {the} do{in}?',
    'What is {the} doing{in}?',
    'What happens to {the}{in}?',
    'Which action does {the} perform{in}?',
    'Describe what {the} does{in}',
    'What did {the} do{in}?',
  ],
  'what-happens': [
    'What happens {place}?',
    'What is going on {place}?',
    'What can be seen {place}?',
    'What is there {place}?',
  ],
  who: [
    'Who {third}{in}?',
    'Who is {ing}{in}?',
    'Who or what {third}{in}?',
    'Which one {third}{in}?',
    'What is it that {third}{in}?',
    'Can you see who {third}{in}?',
  ],
  where: [
    'Where does {the} {inf}?',
    'Where is {the} {ing}?',
    'In which place does {the} {inf}?',
    'Where did {the} {inf}?',
  ],
  'where-there': ['Where is {the}?', 'Where can I find {the}?', 'In which place is {the}?'],
  colour: [
    'What colour is the {kind} that {third}{in}?',
    'Which colour has the {kind} that {third}{in}?',
    'What color is the {kind} that {third}{in}?',
  ],
  'yes-no': [
    'Does {the} {inf}{in}?',
    'Is there {a} that {third}{in}?',
    'Is {the} {ing}{in}?',
    'Did {the} {inf}{in}?',
    'Can you see {a} {ing}{in}?',
    'Do we ever see {the} {inf}{in}?',
  ],
  'yes-no-there': ['Is there {a}{in}?', 'Can you see {a}{in}?', 'Do you have {a}{in}?', 'Is {a} shown{in}?'],
  'which-video': [
    'Which video shows {a} {ing}{in}?',
    'In which video does {the} {inf}{in}?',
    'Which of my videos has {a} {ing}{in}?',
    'Which clip contains {a} {ing}{in}?',
  ],
  count: [
    'How many times does {the} {inf}?',
    'How often does {the} {inf}?',
    'How many shots show {a} {ing}?',
    'Count how often {the} {third}',
  ],
  'count-place': [
    'How many shots are {place}?',
    'Count the shots {place}',
    'How many shots are there {place}?',
    'How many scenes are {place}?',
  ],
  before: [
    'What happens before {the} {third}{in}?',
    'What comes before {the} {third}{in}?',
    'What is shown before {the} {third}{in}?',
    'Before {the} {third}{in}, what happens?',
    'What do we see before {the} {third}{in}?',
  ],
  after: [
    'What happens after {the} {third}{in}?',
    'What comes after {the} {third}{in}?',
    'What is shown after {the} {third}{in}?',
    'After {the} {third}{in}, what happens?',
    'What do we see after {the} {third}{in}?',
    'What happens next after {the} {third}{in}?',
  ],
  'said-when': [
    'When does the narrator mention {topic}?',
    'When is {topic} mentioned?',
    'When does someone talk about {topic}?',
    'At what point is {topic} mentioned?',
    'Find where {topic} is mentioned',
    'When do they speak about {topic}?',
  ],
  'said-what': [
    'What does the narrator say about {topic}?',
    'What is said about {topic}?',
    'What do they say about {topic}?',
    'Quote what is said about {topic}',
  ],
  'said-yes-no': [
    'Does anyone mention {topic}?',
    'Is {topic} mentioned?',
    'Does the narrator talk about {topic}?',
    'Is anything said about {topic}?',
  ],
  'said-all': ['What is said?', 'What does the narrator say?', 'Read the transcript', 'Show the subtitles'],
  'said-at': ['What is said at {time}?', 'What does the narrator say at {time}?'],
  list: [
    'Which videos are there?',
    'List the videos',
    'What videos do you have?',
    'Show me the library',
    'What is in my library?',
    'List all my videos',
  ],
  'count-videos': ['How many videos are there?', 'How many videos do I have?', 'Count my videos'],
  length: [
    'How long is {video}?',
    'What is the length of {video}?',
    'How long does {video} last?',
    'How many seconds is {video}?',
  ],
  'what-at': [
    'What happens at {time}?',
    'What can be seen at {time}?',
    'What is shown at {time}?',
    'What is going on at {time}?',
  ],
  'what-between': [
    'What happens between {from} and {to}?',
    'What is shown from {from} to {to}?',
    'Describe {from} to {to}',
  ],
  describe: [
    'Describe {video}',
    'Summarise {video}',
    'What happens in {video}?',
    'What is {video} about?',
    'Tell me the story of {video}',
    'Give me an overview of {video}',
  ],
  actions: ['Which actions are there?', 'Name the actions', 'Which actions are recognised?', 'List the actions'],
  'ask-colour': ['What colour is the {kind} at {time}?', 'Which colour has the {kind} at {time}?'],
  'ask-deed': ['What is {the} doing at {time}?', 'What does {the} do at {time}?'],
  chat: [
    'Hello',
    'Hi there',
    'Thank you',
    'Thanks a lot',
    'Good morning',
    'Who are you?',
    'What can you do?',
    'Help',
    'Bye',
  ],
};

/** The same in Chinese, for the wants that are asked in it. */
export const chinesePatterns: Readonly<Partial<Record<Want, readonly string[]>>> = {
  when: [
    '{the}什么时候{in}{act}？',
    '什么时候{the}{in}{act}？',
    '找一下{the}{in}{act}的片段',
    '{the}在哪一刻{in}{act}？',
  ],
  'when-there': ['什么时候能看到{in}{the}？', '找一下{the}', '给我看{the}'],
  'what-action': ['{the}{in}做什么？', '{the}{in}在干什么？'],
  'what-happens': ['{place}发生了什么？', '{place}有什么？'],
  who: ['谁{in}{act}？', '是谁{in}{act}的？'],
  where: ['{the}在哪里{act}？', '{the}在什么地方{act}？'],
  'where-there': ['{the}在哪里？', '哪里有{the}？'],
  colour: ['{in}{act}的{kind}是什么颜色？', '{act}的{kind}是什么颜色的？'],
  'yes-no': ['{the}{in}{act}吗？', '有{the}{in}{act}吗？'],
  'yes-no-there': ['有{the}吗？', '能看到{the}吗？'],
  'which-video': ['哪个视频里{the}{act}？', '哪个视频有{the}{act}？'],
  count: ['{the}{act}了几次？', '{the}{act}多少次？'],
  before: ['{the}{act}之前发生了什么？', '在{the}{act}之前有什么？'],
  after: ['{the}{act}之后发生了什么？', '在{the}{act}之后有什么？'],
  'said-when': ['旁白什么时候提到{topic}？', '什么时候提到{topic}？'],
  'said-what': ['关于{topic}说了什么？', '旁白怎么说{topic}？'],
  'said-yes-no': ['有人提到{topic}吗？', '提到{topic}了吗？'],
  list: ['有哪些视频？', '列出所有视频'],
  'count-videos': ['有多少个视频？', '一共有几个视频？'],
  'what-at': ['{time}发生了什么？', '{time}能看到什么？'],
  describe: ['描述{video}', '{video}讲了什么？'],
  chat: ['你好', '谢谢', '你是谁？', '你能做什么？'],
};
