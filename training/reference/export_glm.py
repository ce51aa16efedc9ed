"""Makes tests/encoders/fixtures/tiny-glm: a random GLM with a tokenizer and a chat template, for tests of local chat models.

It has what sets the family apart: grouped-query attention, rotary positions on half of each head in interleaved pairs, a fused
gate, and turns between `<|user|>`, `<|assistant|>` and `<|observation|>`. It knows nothing and says nothing that makes sense.
`tiny-glm.golden.json` beside it holds the prompts' token ids and the tokens that PyTorch writes after them, greedily.

    python training/reference/export_glm.py
"""

import json
import logging
import shutil
import sys
from pathlib import Path

import torch
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import GlmConfig, GlmForCausalLM, PreTrainedTokenizerFast

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from export_causal_lm import export_causal_lm  # noqa: E402
from pack_files import write_manifest  # noqa: E402

OUT = Path(__file__).resolve().parents[2] / "tests" / "encoders" / "fixtures" / "tiny-glm"
SPECIAL = ["<|endoftext|>", "[gMASK]", "<sop>", "<|system|>", "<|user|>", "<|assistant|>", "<|observation|>"]
CONTEXT, NEW_TOKENS = 512, 24
# The family's own form: tools as JSON in the system turn, a call as its name and, on the next line, its arguments.
TEMPLATE = r"""[gMASK]<sop>
{%- if tools %}<|system|>
Tools:
{%- for tool in tools %}{{ '\n' + (tool.function | tojson) }}{%- endfor %}
{%- endif %}
{%- for message in messages %}
{%- if message.role == 'system' %}<|system|>
{{ message.content }}
{%- elif message.role == 'user' %}<|user|>
{{ message.content }}
{%- elif message.role == 'tool' %}<|observation|>
{{ message.content }}
{%- elif message.tool_calls %}
{%- for call in message.tool_calls %}<|assistant|>{{ call.function.name }}
{{ call.function.arguments | tojson }}
{%- endfor %}
{%- else %}<|assistant|>
{{ message.content }}
{%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}<|assistant|>{% endif %}"""
CORPUS = [
    "When does the red dog jump in the snow? The red dog jumps in the snow at 0:12 [1].",
    "What happens in the park? A person with a blue shirt walks left, then sits down [2].",
    "search_moments recognize_actions caption_moment ask_moment read_transcript list_videos",
    '{"query": "a black cat runs", "limit": 3}',
    "红色的狗什么时候在雪地里跳？在 0:12 [1]。",
]
PROMPTS = [
    "When does the red dog jump?",
    "[gMASK]<sop><|user|>\nWhat happens in the park?<|assistant|>",
    "[gMASK]<sop><|system|>\nTools:\n{\"name\": \"search_moments\"}<|user|>\nfind a cat<|assistant|>search_moments\n"
    "{\"query\": \"a cat\"}<|observation|>\n[1] 0:12 a black cat runs<|assistant|>",
    "红色的狗什么时候在雪地里跳？",
    "a " * 60 + "dog",
]
TOOLS = [{"type": "function", "function": {"name": "search_moments", "description": "Finds moments.", "parameters": {
    "type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}}}]
MESSAGES = [
    {"role": "system", "content": "Answer in one sentence."},
    {"role": "user", "content": "狗什么时候跳？"},
    {"role": "assistant", "content": "", "tool_calls": [
        {"type": "function", "function": {"name": "search_moments", "arguments": {"query": "狗", "limit": 3}}}]},
    {"role": "tool", "name": "search_moments", "content": "[1] 0:12 <a dog> jumps"},
    {"role": "assistant", "content": "At 0:12 [1]."},
    {"role": "user", "content": "And then?"},
]


def make_tokenizer() -> Tokenizer:
    """Byte-level byte-pair encoding, which spells anything."""
    tokenizer = Tokenizer(models.BPE())
    words = Regex(r"[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(words, behavior="isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=400, special_tokens=SPECIAL, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    tokenizer.train_from_iterator(CORPUS * 3, trainer)
    return tokenizer


def make_model(tokenizer: Tokenizer) -> GlmForCausalLM:
    ends = [tokenizer.token_to_id(token) for token in ("<|endoftext|>", "<|user|>", "<|observation|>")]
    torch.manual_seed(11)
    config = GlmConfig(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, head_dim=16, max_position_embeddings=CONTEXT, initializer_range=0.25, attention_bias=True,
        tie_word_embeddings=False, pad_token_id=ends[0], bos_token_id=None, eos_token_id=ends,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0, "partial_rotary_factor": 0.5},
    )
    model = GlmForCausalLM._from_config(config, attn_implementation="eager").eval()
    # The file stores float16: rounding first makes both sides compute with the same numbers.
    for parameter in model.parameters():
        parameter.data = parameter.data.half().float()
    return model


@torch.no_grad()
def write_tokens(model: GlmForCausalLM, prompt: list[int]) -> tuple[list[int], float]:
    """The tokens after a prompt, each the likeliest, without a cache; and the smallest lead of a token over the next best."""
    ids, lead = list(prompt), float("inf")
    for _ in range(NEW_TOKENS):
        best = model(input_ids=torch.tensor([ids])).logits[0, -1].topk(2)
        lead = min(lead, float(best.values[0] - best.values[1]))
        ids.append(int(best.indices[0]))
        if ids[-1] in model.config.eos_token_id:
            break
    return ids[len(prompt):], lead


def make_fixture(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    tokenizer = make_tokenizer()
    model = make_model(tokenizer)
    export_causal_lm(model, folder)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "tokenizer_config.json").write_text(json.dumps({
        "tokenizer_class": "PreTrainedTokenizerFast", "clean_up_tokenization_spaces": False, "add_bos_token": False,
        "eos_token": SPECIAL[0], "pad_token": SPECIAL[0], "additional_special_tokens": SPECIAL[1:],
        "model_max_length": CONTEXT, "chat_template": TEMPLATE,
    }, indent=2, ensure_ascii=False) + "\n")
    write_manifest(folder, {
        "format": 1, "id": "tiny-glm", "licence": "MIT", "title": "Tiny random GLM", "world": "Nothing at all.",
        "roles": {"chat": {"folder": ".", "dtype": "fp32", "contextTokens": CONTEXT, "maxNewTokens": NEW_TOKENS}},
    })
    cases = []
    for prompt in PROMPTS:
        ids = tokenizer.encode(prompt).ids
        written, lead = write_tokens(model, ids)
        assert lead > 1e-3, f"too close to call: {lead}"
        cases.append({"prompt": prompt, "ids": ids, "written": written, "text": tokenizer.decode(written)})
    rendered = PreTrainedTokenizerFast(tokenizer_object=tokenizer, chat_template=TEMPLATE).apply_chat_template(
        MESSAGES, tools=TOOLS, add_generation_prompt=True, tokenize=False)
    golden = {"cases": cases, "conversation": {"messages": MESSAGES, "tools": TOOLS, "rendered": rendered}}
    (folder.parent / "tiny-glm.golden.json").write_text(json.dumps(golden, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    torch.set_num_threads(1)
    make_fixture(OUT)
